package org.rankspace.launch.plan;

import java.util.Optional;

/**
 * What becomes of the ranks' output.
 *
 * @param tagged each line starts with {@code [rank] }
 * @param merged standard error goes where standard output goes
 * @param out the files that standard output is written to
 * @param err the files that standard error is written to, unless merged
 */
public record OutputStyle(
    boolean tagged, boolean merged, Optional<OutputPattern> out, Optional<OutputPattern> err) {
  /** Whether the ranks might as well write to the terminal themselves. */
  public boolean isPlain() {
    return !tagged && !merged && out.isEmpty() && err.isEmpty();
  }
}
