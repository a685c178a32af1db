package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a command line comes to. */
public sealed interface Request {
  /** Run a job. */
  record Run(Plan plan) implements Request {}

  /**
   * Run a script in all ranks of a cluster that runs already.
   *
   * @param script its absolute path
   * @param arguments {@code sys.argv}
   * @param keep whether in the living namespace, and not in a fresh one
   */
  record RunInCluster(
      String cluster, String script, List<String> arguments, Path directory, boolean keep)
      implements Request {
    public RunInCluster {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Open a shell.
   *
   * @param cluster in the ranks of this cluster; if empty, in ranks that are there for this alone
   * @param plan those ranks
   */
  record Shell(Optional<String> cluster, Plan plan) implements Request {}

  /** Show a text on standard output, and that is all. */
  record Show(String text) implements Request {}

  /**
   * Nothing can be done.
   *
   * @param message one line
   */
  record Refuse(String message, int exitCode) implements Request {}
}
