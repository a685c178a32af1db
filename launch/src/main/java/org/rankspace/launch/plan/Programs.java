package org.rankspace.launch.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rankspace.error.ExitCode;

/** Finds the program that the words after the options name. */
final class Programs {
  /** A program and what follows it. */
  record Found(Target target, List<String> arguments) {}

  /** An interpreter of Python, wherever it is. */
  private static final Pattern PYTHON = Pattern.compile("(.*/)?python(3([.]\\d+)?)?");

  private final Path launchedFrom;
  private final Path directory;
  private final String searchPath;

  /**
   * @param launchedFrom where the user is
   * @param directory where the ranks will be
   * @param searchPath {@code PATH}
   */
  Programs(Path launchedFrom, Path directory, String searchPath) {
    this.launchedFrom = launchedFrom;
    this.directory = directory;
    this.searchPath = searchPath;
  }

  /** Finds programs as from {@code surroundings}, for ranks that are in {@code directory}. */
  static Programs of(Surroundings surroundings, Path directory) {
    String searchPath = surroundings.environment().getOrDefault("PATH", "/usr/bin:/bin");
    return new Programs(surroundings.directory(), directory, searchPath);
  }

  Found find(List<String> words) {
    String name = words.getFirst();
    List<String> rest = words.subList(1, words.size());
    if (name.equals("-")) {
      return new Found(new Target.StandardInput(), rest);
    }
    if (PYTHON.matcher(name).matches()) {
      return python(name, rest);
    }
    Optional<Path> file = file(name);
    if (name.endsWith(".py") || name.endsWith(".pyc")) {
      return new Found(script(name, file), rest);
    }
    if (file.isPresent() && !Files.isExecutable(file.get())) {
      return new Found(script(name, file), rest);
    }
    Path executable = (name.contains("/") ? file : onSearchPath(name).or(() -> file)).orElse(null);
    if (executable == null) {
      throw new Refusal("the program does not exist: program=" + name, ExitCode.NOT_FOUND);
    }
    return new Found(new Target.Executable(executable), rest);
  }

  /**
   * {@code python3 script.py} means our Python: fingers write it behind an {@code mpirun}, and
   * programs write {@code sys.executable}. {@code env python3} is the machine's own.
   */
  private Found python(String name, List<String> words) {
    if (words.isEmpty()) {
      throw new Refusal("no script is given: program=" + name + "; rankrun has no shell yet");
    }
    String first = words.getFirst();
    List<String> rest = words.subList(1, words.size());
    switch (first) {
      case "-u", "-B" -> {
        return python(name, rest); // output is never held back, and nothing written, anyway
      }
      case "-m", "-c" -> {
        if (rest.isEmpty()) {
          throw new Refusal("the option needs a value: option=" + first);
        }
        List<String> arguments = rest.subList(1, rest.size());
        String value = rest.getFirst();
        return new Found(
            first.equals("-m") ? new Target.Module(value) : new Target.Command(value), arguments);
      }
      case "-" -> {
        return new Found(new Target.StandardInput(), rest);
      }
      default -> {
        if (first.startsWith("-")) {
          throw new Refusal("unknown option of " + name + ": option=" + first);
        }
        return new Found(script(first, file(first)), rest);
      }
    }
  }

  private static Target script(String given, Optional<Path> file) {
    return new Target.Script(
        given, file.orElseThrow(() -> new Refusal("the script does not exist: script=" + given)));
  }

  /** The file of this name, seen from where the ranks will be or from where the user is. */
  private Optional<Path> file(String name) {
    for (Path from : List.of(directory, launchedFrom)) {
      Path file = from.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(file.normalize());
      }
      if (Files.isDirectory(file) && Files.isRegularFile(file.resolve("__main__.py"))) {
        throw new Refusal("cannot run a folder: folder=" + name + "; run " + name + "/__main__.py");
      }
    }
    return Optional.empty();
  }

  /** The executable of this name on {@code PATH}. */
  Optional<Path> onSearchPath(String name) {
    for (String folder : searchPath.split(":")) {
      Path file = directory.resolve(folder).resolve(name);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
