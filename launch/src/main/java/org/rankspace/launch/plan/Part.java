package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Neighbouring ranks of a job that run the same.
 *
 * @param size how many ranks; at least 1
 * @param arguments what follows the program on the command line
 * @param directory where the ranks work; absolute
 * @param environment what the ranks find besides the launcher's own environment
 */
public record Part(
    int size,
    Target target,
    List<String> arguments,
    Path directory,
    Map<String, String> environment) {
  public Part {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Whether ours is the program that runs it. */
  public boolean isPython() {
    return !(target instanceof Target.Executable);
  }
}
