package org.rankspace.rank;

import java.nio.file.Path;
import java.util.Map;
import org.rankspace.pool.Handover;

/** Where a rank works, and the environment that it was given. */
record Surroundings(Path directory, Map<String, String> environment) {
  static Surroundings ofThisProcess() {
    return new Surroundings(Path.of("").toAbsolutePath(), System.getenv());
  }

  /** Those of a process that has taken another job over. */
  static Surroundings of(Handover handover) {
    return new Surroundings(handover.directory(), handover.environment());
  }
}
