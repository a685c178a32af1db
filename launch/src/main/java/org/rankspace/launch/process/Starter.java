package org.rankspace.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Membership;
import org.rankspace.job.Variables;
import org.rankspace.launch.plan.Device;
import org.rankspace.launch.plan.Part;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.plan.Stdin;

/** Starts the processes of a plan, each in a process group of its own. */
final class Starter {
  private final Plan plan;
  private final Identity identity;
  private final int controlPort;
  private final RankCommand command;
  private final Binder binder;
  private final Supplier<Optional<Pool>> pool;
  private final Optional<Path> setsid = setsid();

  /**
   * @param pool gives the pool whose idle processes are taken, and where new ones wait afterwards
   */
  Starter(
      Plan plan,
      Identity identity,
      int controlPort,
      RankCommand command,
      Binder binder,
      Supplier<Optional<Pool>> pool) {
    this.plan = plan;
    this.identity = identity;
    this.controlPort = controlPort;
    this.command = command;
    this.binder = binder;
    this.pool = pool;
  }

  /** How many processes carry the ranks of {@code plan}. */
  static int processes(Plan plan) {
    return plan.device() == Device.LOCAL ? 1 : plan.size();
  }

  /**
   * Whether the ranks' output is the launcher's own: one rank, and nothing done to its output or
   * shown beside it.
   */
  static boolean sharesOutput(Plan plan) {
    return plan.size() == 1 && plan.output().isPlain() && !plan.progress();
  }

  /**
   * Starts process {@code index}, or takes an idle one.
   *
   * @throws RankspaceException when the system refuses
   */
  Child start(int index) {
    Part part = plan.part(index);
    Map<String, String> environment = environment(index, part);
    return pool()
        .filter(any -> part.isPython())
        .flatMap(any -> any.take(plan, index, binder.prefix(index), part.directory(), environment))
        .orElseGet(() -> start(index, part, environment));
  }

  /** Only who leads a session of its own can be told from its kin. */
  private Optional<Pool> pool() {
    return setsid.isPresent() ? pool.get() : Optional.empty();
  }

  private Child start(int index, Part part, Map<String, String> environment) {
    List<Integer> ranks =
        isTogether() ? IntStream.range(0, plan.size()).boxed().toList() : List.of(index);
    List<String> words = new ArrayList<>();
    setsid.ifPresent(path -> words.add(path.toString()));
    words.addAll(binder.prefix(index));
    words.addAll(part.isPython() ? python(index, ranks) : executable(part));
    ProcessBuilder builder = new ProcessBuilder(words).directory(part.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    redirect(builder, index);
    try {
      return Child.started(builder.start(), ranks, part.isPython(), setsid.isPresent());
    } catch (IOException e) {
      throw new RankspaceException(
          ErrorClass.OTHER, "cannot start rank " + index + ": " + e.getMessage(), e);
    }
  }

  private List<String> python(int index, List<Integer> ranks) {
    List<String> own = pool().map(any -> any.options(binder.prefix(index))).orElse(List.of());
    return command.of(index == 0, own, shown(ranks));
  }

  /** What process {@code index} finds in its environment. */
  private Map<String, String> environment(int index, Part part) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(part.environment());
    environment.remove(RankCommand.TRAIN);
    environment.putAll(membership(index).toEnvironment());
    if (!isTogether()) {
      environment.putAll(Variables.ofProgram(index, plan.size()));
    }
    if (!part.isPython()) {
      environment.remove(Variables.SECRET);
      environment.remove(Variables.CONTROL);
    }
    return environment;
  }

  private boolean isTogether() {
    return plan.device() == Device.LOCAL;
  }

  private Membership membership(int index) {
    return new Membership(
        isTogether() ? OptionalInt.empty() : OptionalInt.of(index),
        plan.size(),
        identity.job(),
        transport(),
        controlPort,
        identity.secret());
  }

  /** On one host, shared memory is best. */
  private String transport() {
    return plan.device() == Device.AUTO ? Device.SHM.toString() : plan.device().toString();
  }

  private List<String> executable(Part part) {
    List<String> words = new ArrayList<>();
    words.add(part.target().label());
    words.addAll(part.arguments());
    return words;
  }

  private List<String> shown(List<Integer> ranks) {
    String which = ranks.size() == 1 ? "rank " + ranks.getFirst() : "all ranks";
    return List.of(which + " of " + plan.size(), plan.part(ranks.getFirst()).target().label());
  }

  private void redirect(ProcessBuilder builder, int index) {
    switch (plan.stdin()) {
      case Stdin.To(int rank) when rank == index && !isTogether() ->
          builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      case Stdin.ToAll _ when !isTogether() -> builder.redirectInput(ProcessBuilder.Redirect.PIPE);
      default -> builder.redirectInput(Path.of("/dev/null").toFile());
    }
    if (sharesOutput(plan)) {
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
  }

  private static Optional<Path> setsid() {
    return List.of("/usr/bin/setsid", "/bin/setsid").stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
