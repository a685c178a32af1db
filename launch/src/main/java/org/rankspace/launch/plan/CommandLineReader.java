package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** Makes a {@link Request} of the command line of rankrun. */
public final class CommandLineReader {
  /** "no" switches the pool off. */
  private static final String POOL = "RANKSPACE_POOL";

  private final Surroundings surroundings;

  public CommandLineReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What {@code line}, the words after {@code rankrun}, asks for. Changes nothing. */
  public Request read(List<String> line) {
    try {
      List<Options> parts = Options.readParts(line);
      Options options = parts.getFirst();
      if (options.has(Options.HELP)) {
        return new Request.Show(Help.text());
      }
      if (options.has(Options.VERSION)) {
        return new Request.Show("rankrun (Rankspace) " + surroundings.version() + "\n");
      }
      if (options.has(Options.SHELL)) {
        return new Request.Shell(options.value(Options.CLUSTER), crew(line));
      }
      if (options.has(Options.CLUSTER)) {
        return runInCluster(options);
      }
      Plan plan = plan(parts);
      return options.has(Options.DRY_RUN)
          ? new Request.Show(Description.of(plan, surroundings.hostName()))
          : new Request.Run(plan);
    } catch (Refusal refusal) {
      return new Request.Refuse(refusal.getMessage(), refusal.exitCode());
    }
  }

  /**
   * A plan for ranks that serve, from the options of rankrun; what it says to run is not to be run.
   *
   * @throws RankspaceException when {@code options} ask for something else, or for what cannot be
   */
  public Plan readCrew(List<String> options) {
    try {
      return crew(options);
    } catch (Refusal refusal) {
      throw new RankspaceException(ErrorClass.ARG, refusal.getMessage(), refusal);
    }
  }

  private Plan crew(List<String> options) {
    if (!Options.read(options).words().isEmpty()) {
      throw new Refusal(
          "ranks that serve run no program: program=" + Options.read(options).words().getFirst());
    }
    List<String> line = new ArrayList<>(options);
    line.addAll(List.of(Options.CODE, ""));
    Plan plan = plan(Options.readParts(line));
    if (plan.device() == Device.LOCAL) {
      throw new Refusal("ranks that serve need a process each: -dev=local");
    }
    return plan;
  }

  private Request runInCluster(Options options) {
    Path directory = surroundings.directory();
    if (options.words().isEmpty()) {
      throw new Refusal("no script is given; as in: rankrun --cluster NAME script.py");
    }
    if (!(Programs.of(surroundings, directory).find(options.words()).target()
        instanceof Target.Script(String given, Path file))) {
      throw new Refusal(
          "a cluster runs Python scripts only: program=" + options.words().getFirst());
    }
    List<String> arguments = new ArrayList<>(List.of(given));
    arguments.addAll(options.words().subList(1, options.words().size()));
    return new Request.RunInCluster(
        options.value(Options.CLUSTER).orElseThrow(),
        file.toString(),
        arguments,
        directory,
        options.has(Options.KEEP));
  }

  private Plan plan(List<Options> parts) {
    Options options = parts.getFirst();
    List<String> notes = new ArrayList<>();
    Device device =
        options.value(Options.DEVICE).map(CommandLineReader::device).orElse(Device.AUTO);
    Parts all = new Parts(parts(parts, notes));
    all.check(device);
    int size = all.size();
    checkFits(size, perNode(options).orElse(size));
    return new Plan(
        all.list(),
        device,
        new OutputOptions(options, surroundings.directory()).style(),
        stdin(options, size, all.readStandardInput()),
        binding(options, device),
        timeout(options),
        !options.has(Options.NO_DEADLOCK_CHECK),
        options.has(Options.VERBOSE),
        options.has(Options.PROGRESS),
        pool(options),
        notes);
  }

  private boolean pool(Options options) {
    String wanted = surroundings.environment().getOrDefault(POOL, "");
    return !options.has(Options.NO_POOL) && !wanted.equals("no");
  }

  private List<Part> parts(List<Options> parts, List<String> notes) {
    int usualSize = parts.size() == 1 ? perNode(parts.getFirst()).orElse(1) : 1;
    return parts.stream()
        .map(part -> new PartReader(surroundings, part, notes).read(usualSize))
        .toList();
  }

  private static Optional<Integer> perNode(Options options) {
    return options.value(Options.PER_NODE).map(n -> Numbers.count(n, "-ppn=" + n));
  }

  /** There is one node, so what it may take is also the most that the job can have. */
  private static void checkFits(int size, int most) {
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
  }

  private static String ranks(int number) {
    return number == 1 ? "1 rank" : number + " ranks";
  }

  private Binding binding(Options options, Device device) {
    Programs programs = Programs.of(surroundings, surroundings.directory());
    return new BindingOptions(options, device, programs).binding();
  }

  private static Device device(String name) {
    return Device.named(name)
        .orElseThrow(
            () ->
                new Refusal(
                    "unknown transport: transport=" + name + "; there are auto, shm, mpj, local"));
  }

  private static Stdin stdin(Options options, int size, boolean isProgram) {
    String value = options.value(Options.STDIN).orElse(null);
    if (isProgram) {
      if (value != null && !value.equals("none")) {
        throw new Refusal("standard input is the program already: --stdin=" + value);
      }
      return new Stdin.ToNone();
    }
    if (value == null) {
      return new Stdin.To(0);
    }
    return switch (value) {
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
