package org.rankspace.launch.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link Part} of the options that stand before its program. */
final class PartReader {
  private final Surroundings surroundings;
  private final Options options;
  private final List<String> notes;

  /**
   * @param notes where to add what the user should be told
   */
  PartReader(Surroundings surroundings, Options options, List<String> notes) {
    this.surroundings = surroundings;
    this.options = options;
    this.notes = notes;
  }

  /**
   * @param usualSize how many ranks there are where the options do not say
   */
  Part read(int usualSize) {
    int size = options.value(Options.SIZE).map(n -> Numbers.count(n, "-np=" + n)).orElse(usualSize);
    Path directory = directory();
    checkHosts();
    Programs.Found program = program(directory);
    return new Part(size, program.target(), program.arguments(), directory, environment());
  }

  private Path directory() {
    Optional<String> given = options.value(Options.DIRECTORY);
    Path directory = given.map(surroundings.directory()::resolve).orElse(surroundings.directory());
    if (!Files.isDirectory(directory)) {
      throw new Refusal("the working directory does not exist: -wdir=" + given.orElse(""));
    }
    return directory.normalize();
  }

  private void checkHosts() {
    for (String list : options.values(Options.HOST)) {
      Hosts.checkLocal(Hosts.ofList(list), surroundings.hostName());
    }
    for (String file : options.values(Options.HOST_FILE)) {
      Path path = surroundings.directory().resolve(file);
      Hosts.checkLocal(Hosts.ofFile(path), surroundings.hostName());
    }
  }

  private Programs.Found program(Path directory) {
    if (options.has(Options.MODULE)) {
      return new Programs.Found(
          new Target.Module(options.value(Options.MODULE).orElseThrow()), options.words());
    }
    if (options.has(Options.CODE)) {
      return new Programs.Found(
          new Target.Command(options.value(Options.CODE).orElseThrow()), options.words());
    }
    if (options.words().isEmpty()) {
      throw new Refusal("no script is given; as in: rankrun -np 4 script.py");
    }
    return Programs.of(surroundings, directory).find(options.words());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String export : options.values(Options.EXPORT)) {
      int equals = export.indexOf('=');
      String name = equals < 0 ? export : export.substring(0, equals);
      checkName(name, "-x=" + export);
      if (equals >= 0) {
        environment.put(name, export.substring(equals + 1));
      } else if (!surroundings.environment().containsKey(name)) {
        notes.add("not exported, because it is not set: -x=" + name);
      }
    }
    List<String> pairs = options.values(Options.SET);
    for (int i = 0; i < pairs.size(); i += 2) {
      checkName(pairs.get(i), "-genv=" + pairs.get(i));
      environment.put(pairs.get(i), pairs.get(i + 1));
    }
    return environment;
  }

  private static void checkName(String name, String where) {
    if (name.isEmpty() || name.contains("=")) {
      throw new Refusal("not the name of an environment variable: " + where);
    }
  }
}
