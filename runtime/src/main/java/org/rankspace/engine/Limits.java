package org.rankspace.engine;

import org.rankspace.transport.Transport;

/**
 * What an engine may hold, and how it waits.
 *
 * @param eagerBytes messages up to this size travel in one frame
 * @param eagerWindowBytes eager bytes under way or unread between one pair of ranks
 * @param unexpectedBytes sum of the large messages that are fetched before a receive asks for them
 * @param spins how often a waiting thread polls before it sleeps
 * @param sliceNs how long a waiting thread sleeps at most before it looks for signals
 */
public record Limits(
    int eagerBytes, long eagerWindowBytes, long unexpectedBytes, int spins, long sliceNs) {
  /** Some hundred microseconds. */
  private static final int MANY_SPINS = 4000;

  private static final int FEW_SPINS = 40;
  private static final int MEBIBYTE = 1024 * 1024;

  /**
   * For a rank at this transport: 1 MiB of eager bytes a pair, an eighth of the heap but at most
   * 256 MiB of unexpected ones; spins only where every rank can have a core of its own.
   */
  public static Limits of(Transport transport) {
    int size = transport.size();
    Runtime runtime = Runtime.getRuntime();
    return new Limits(
        transport.maxBodyBytes(),
        MEBIBYTE,
        Math.min(256L * MEBIBYTE, runtime.maxMemory() / 8),
        transport.isWorthSpinning() && size <= runtime.availableProcessors()
            ? MANY_SPINS
            : FEW_SPINS,
        50_000_000L);
  }
}
