package org.rankspace.launch.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link Request} of the command line of rankrun. */
public final class CommandLineReader {
  private final Surroundings surroundings;

  public CommandLineReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What {@code line}, the words after {@code rankrun}, asks for. Changes nothing. */
  public Request read(List<String> line) {
    try {
      Options options = Options.read(line);
      if (options.has(Options.HELP)) {
        return new Request.Show(Help.text());
      }
      if (options.has(Options.VERSION)) {
        return new Request.Show("rankrun (Rankspace) " + surroundings.version() + "\n");
      }
      refuseWhatIsToCome(options);
      Plan plan = plan(options);
      return options.has(Options.DRY_RUN)
          ? new Request.Show(Description.of(plan, surroundings.hostName()))
          : new Request.Run(plan);
    } catch (Refusal refusal) {
      return new Request.Refuse(refusal.getMessage(), refusal.exitCode());
    }
  }

  private static void refuseWhatIsToCome(Options options) {
    for (String option : List.of(Options.SHELL, Options.CLUSTER)) {
      if (options.has(option)) {
        throw new Refusal("not there yet: option=" + option + "; see rankrun --help");
      }
    }
  }

  private Plan plan(Options options) {
    List<String> notes = new ArrayList<>();
    int size = size(options);
    Device device =
        options.value(Options.DEVICE).map(CommandLineReader::device).orElse(Device.AUTO);
    Path directory = directory(options);
    checkHosts(options);
    Programs.Found program = program(options, directory);
    if (program.target() instanceof Target.Executable && device == Device.LOCAL) {
      throw new Refusal(
          "only Python programs can run as threads of one process: program="
              + program.target().label()
              + ", -dev=local");
    }
    return new Plan(
        size,
        program.target(),
        program.arguments(),
        device,
        directory,
        environment(options, notes),
        new OutputOptions(options, surroundings.directory()).style(),
        stdin(options, size, program.target()),
        new BindingOptions(options, device, programs(directory)).binding(),
        timeout(options),
        !options.has(Options.NO_DEADLOCK_CHECK),
        options.has(Options.VERBOSE),
        notes);
  }

  /** There is one node, so what it may take is also the most that the job can have. */
  private static int size(Options options) {
    Optional<Integer> all = options.value(Options.SIZE).map(n -> Numbers.count(n, "-np=" + n));
    Optional<Integer> perNode =
        options.value(Options.PER_NODE).map(n -> Numbers.count(n, "-ppn=" + n));
    int size = all.or(() -> perNode).orElse(1);
    int most = perNode.orElse(size);
    if (size > most) {
      throw new Refusal(
          "this host may take "
              + ranks(most)
              + " only: -np="
              + size
              + ", -ppn="
              + most
              + "; there is no other host, so raise -ppn or leave it out");
    }
    return size;
  }

  private static String ranks(int number) {
    return number == 1 ? "1 rank" : number + " ranks";
  }

  private static Device device(String name) {
    return Device.named(name)
        .orElseThrow(
            () ->
                new Refusal(
                    "unknown transport: transport=" + name + "; there are auto, shm, mpj, local"));
  }

  private Path directory(Options options) {
    Optional<String> given = options.value(Options.DIRECTORY);
    Path directory = given.map(surroundings.directory()::resolve).orElse(surroundings.directory());
    if (!Files.isDirectory(directory)) {
      throw new Refusal("the working directory does not exist: -wdir=" + given.orElse(""));
    }
    return directory.normalize();
  }

  private void checkHosts(Options options) {
    for (String list : options.values(Options.HOST)) {
      Hosts.checkLocal(Hosts.ofList(list), surroundings.hostName());
    }
    for (String file : options.values(Options.HOST_FILE)) {
      Path path = surroundings.directory().resolve(file);
      Hosts.checkLocal(Hosts.ofFile(path), surroundings.hostName());
    }
  }

  private Programs.Found program(Options options, Path directory) {
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
    return programs(directory).find(options.words());
  }

  private Programs programs(Path directory) {
    String searchPath = surroundings.environment().getOrDefault("PATH", "/usr/bin:/bin");
    return new Programs(surroundings.directory(), directory, searchPath);
  }

  private Map<String, String> environment(Options options, List<String> notes) {
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

  private static Stdin stdin(Options options, int size, Target target) {
    String value = options.value(Options.STDIN).orElse(null);
    if (target instanceof Target.StandardInput) {
      if (value != null && !value.equals("none")) {
        throw new Refusal("standard input is the program already: --stdin=" + value);
      }
      return new Stdin.ToNone();
    }
    return switch (value) {
      case null -> new Stdin.To(0);
      case "all" -> new Stdin.ToAll();
      case "none" -> new Stdin.ToNone();
      default -> {
        int rank = Numbers.rank(value, size);
        if (rank < 0) {
          throw new Refusal(
              "not a rank of this job: --stdin="
                  + value
                  + "; give all, none or a rank from 0 to "
                  + (size - 1));
        }
        yield new Stdin.To(rank);
      }
    };
  }

  private Optional<Duration> timeout(Options options) {
    Optional<String> option = options.value(Options.TIMEOUT);
    if (option.isPresent()) {
      return option.map(s -> Numbers.seconds(s, "--timeout=" + s));
    }
    return Optional.ofNullable(surroundings.environment().get("MPIEXEC_TIMEOUT"))
        .filter(s -> !s.isBlank())
        .map(s -> Numbers.seconds(s, "MPIEXEC_TIMEOUT=" + s));
  }
}
