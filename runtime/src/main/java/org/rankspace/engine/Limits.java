package org.rankspace.engine;

import org.rankspace.transport.Transport;

/**
 * What an engine may hold, and how it waits.
 *
 * @param eagerBytes messages up to this size travel in one frame
 * @param eagerWindowBytes eager bytes under way or unread between one pair of ranks
 * @param unexpectedBytes sum of the large messages that are fetched before a receive asks for them
 * @param spinNs how long a waiting thread polls and keeps its core
 * @param yieldNs how long it then polls and offers its core in turn, before it sleeps
 * @param sliceNs how long a waiting thread sleeps at most before it looks for signals
 */
public record Limits(
    int eagerBytes,
    long eagerWindowBytes,
    long unexpectedBytes,
    long spinNs,
    long yieldNs,
    long sliceNs) {
  /** About what it costs to be woken: who has waited that long had better sleep. */
  private static final long SPIN_NS = 50_000;

  /** Where ranks share cores, the one that has work may be waiting for this one's. */
  private static final long SHARED_YIELD_NS = 500_000;

  private static final int MEBIBYTE = 1024 * 1024;

  /**
   * For a rank at this transport: 1 MiB of eager bytes a pair, an eighth of the heap but at most
   * 256 MiB of unexpected ones; keeps its core only where every rank can have one of its own.
   */
  public static Limits of(Transport transport) {
    Runtime runtime = Runtime.getRuntime();
    boolean polls = transport.isWorthSpinning();
    boolean shared = transport.size() > runtime.availableProcessors();
    return new Limits(
        transport.maxBodyBytes(),
        MEBIBYTE,
        Math.min(256L * MEBIBYTE, runtime.maxMemory() / 8),
        polls && !shared ? SPIN_NS : 0,
        polls && shared ? SHARED_YIELD_NS : 0,
        50_000_000L);
  }
}
