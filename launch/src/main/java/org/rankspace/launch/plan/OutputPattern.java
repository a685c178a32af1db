package org.rankspace.launch.plan;

import java.nio.file.Path;

/**
 * The files that a stream of the ranks is written to, one for each rank.
 *
 * @param directory where the names start; absolute
 * @param name of the file, in which {@value #RANK} stands for the rank
 * @param printed whether the launcher writes the stream as well
 */
public record OutputPattern(Path directory, String name, boolean printed) {
  static final String RANK = "%r";

  /** The file of {@code rank}. */
  public Path file(int rank) {
    return directory.resolve(name.replace(RANK, Integer.toString(rank)));
  }
}
