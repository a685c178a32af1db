package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as it was asked for, checked and complete.
 *
 * @param size how many ranks; at least 1
 * @param arguments what follows the program on the command line
 * @param directory where the ranks work; absolute
 * @param environment what the ranks find besides the launcher's own environment
 * @param deadlockCheck whether a job in which no rank can go on is ended
 * @param notes things the user should be told, though the job can run
 */
public record Plan(
    int size,
    Target target,
    List<String> arguments,
    Device device,
    Path directory,
    Map<String, String> environment,
    OutputStyle output,
    Stdin stdin,
    Binding binding,
    Optional<Duration> timeout,
    boolean deadlockCheck,
    boolean verbose,
    List<String> notes) {
  public Plan {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    notes = List.copyOf(notes);
  }
}
