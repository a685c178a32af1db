package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a command line means depends on where it was written.
 *
 * @param directory the working directory; absolute
 * @param hostName this machine's
 * @param version of Rankspace
 */
public record Surroundings(
    Path directory, Map<String, String> environment, String hostName, String version) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
