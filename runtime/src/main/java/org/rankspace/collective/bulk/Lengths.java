package org.rankspace.collective.bulk;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** A block and the place it goes to have the same length: MPI 4.1, section 6.1. */
public final class Lengths {
  private Lengths() {}

  /**
   * Checks what came against what was expected.
   *
   * @param source the rank that sent it
   * @throws RankspaceException of class TRUNCATE if more came, COUNT if less did
   */
  public static void require(long sentBytes, long expectedBytes, int source) {
    if (sentBytes > expectedBytes) {
      throw new RankspaceException(
          ErrorClass.TRUNCATE,
          "the message does not fit: message=%d bytes, buffer=%d bytes, source=%d"
              .formatted(sentBytes, expectedBytes, source));
    }
    if (sentBytes < expectedBytes) {
      throw new RankspaceException(
          ErrorClass.COUNT,
          "ranks do not agree on the length of a collective's block: message=%d bytes, expected=%d bytes, source=%d"
              .formatted(sentBytes, expectedBytes, source));
    }
  }
}
