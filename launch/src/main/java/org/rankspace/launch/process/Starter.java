package org.rankspace.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final Optional<Path> setsid = setsid();

  Starter(Plan plan, Identity identity, int controlPort, RankCommand command, Binder binder) {
    this.plan = plan;
    this.identity = identity;
    this.controlPort = controlPort;
    this.command = command;
    this.binder = binder;
  }

  /** How many processes carry the ranks of {@code plan}. */
  static int processes(Plan plan) {
    return plan.device() == Device.LOCAL ? 1 : plan.size();
  }

  /** Whether the ranks' output is the launcher's own: one rank, and nothing done to its output. */
  static boolean sharesOutput(Plan plan) {
    return plan.size() == 1 && plan.output().isPlain();
  }

  /**
   * Starts process {@code index}.
   *
   * @throws RankspaceException when the system refuses
   */
  Child start(int index) {
    Part part = plan.part(index);
    boolean python = part.isPython();
    boolean together = plan.device() == Device.LOCAL;
    List<Integer> ranks =
        together ? IntStream.range(0, plan.size()).boxed().toList() : List.of(index);
    List<String> words = new ArrayList<>();
    setsid.ifPresent(path -> words.add(path.toString()));
    words.addAll(binder.prefix(index));
    words.addAll(python ? command.of(index == 0, crashLog(index), shown(ranks)) : executable(part));
    ProcessBuilder builder = new ProcessBuilder(words).directory(part.directory().toFile());
    builder.environment().putAll(part.environment());
    builder.environment().remove(RankCommand.TRAIN);
    builder.environment().putAll(membership(index, together).toEnvironment());
    if (!together) {
      builder.environment().putAll(Variables.ofProgram(index, plan.size()));
    }
    if (!python) {
      builder.environment().remove(Variables.SECRET);
      builder.environment().remove(Variables.CONTROL);
    }
    redirect(builder, index, together);
    try {
      return new Child(builder.start(), ranks, python, setsid.isPresent());
    } catch (IOException e) {
      throw new RankspaceException(
          ErrorClass.OTHER, "cannot start rank " + index + ": " + e.getMessage(), e);
    }
  }

  private Membership membership(int index, boolean together) {
    return new Membership(
        together ? OptionalInt.empty() : OptionalInt.of(index),
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

  private void redirect(ProcessBuilder builder, int index, boolean together) {
    switch (plan.stdin()) {
      case Stdin.To(int rank) when rank == index && !together ->
          builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      case Stdin.ToAll _ when !together -> builder.redirectInput(ProcessBuilder.Redirect.PIPE);
      default -> builder.redirectInput(Path.of("/dev/null").toFile());
    }
    if (sharesOutput(plan)) {
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
  }

  /** Where the JVM of process {@code index} writes when it crashes. */
  Path crashLog(int index) {
    return Path.of(System.getProperty("java.io.tmpdir"))
        .resolve("rankspace-" + identity.job() + "-crash-" + index);
  }

  private static Optional<Path> setsid() {
    return List.of("/usr/bin/setsid", "/bin/setsid").stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
