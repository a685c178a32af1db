package org.rankspace.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.rankspace.transport.Board;
import org.rankspace.transport.Transport;
import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.ParkSleeper;
import org.rankspace.transport.ring.RingTransport;

/**
 * A world of ranks in one JVM. Thread-safe to construct from; each rank's transport is taken once.
 *
 * <p>Bound: every ordered pair of ranks has {@link #laneBytes()} bytes, so a rank's inbox is {@code
 * (size - 1) * laneBytes()}; an offer beyond that is refused.
 */
public final class LocalNetwork {
  /** The most bytes of body in one frame. */
  public static final int MAX_BODY_BYTES = 64 << 10;

  private static final int FRAMES = 4;

  private final AtomicBuffer[][] lanes;
  private final Bell[] bells;
  private final MemorySegment board = MemorySegment.ofArray(new long[Board.WORDS]);

  /**
   * @param size how many ranks
   */
  public LocalNetwork(int size) {
    this.lanes = new AtomicBuffer[size][size];
    this.bells =
        IntStream.range(0, size)
            .mapToObj(_ -> new Bell(new UnsafeBuffer(new byte[Integer.BYTES]), new ParkSleeper()))
            .toArray(Bell[]::new);
    for (int source = 0; source < size; source++) {
      for (int dest = 0; dest < size; dest++) {
        if (source != dest) {
          lanes[source][dest] = new UnsafeBuffer(new byte[laneBytes()]);
        }
      }
    }
  }

  /** Bytes in flight from one rank to one other, headers included. */
  public static int laneBytes() {
    return RingTransport.laneBytes(FRAMES, MAX_BODY_BYTES);
  }

  /** The end of {@code rank}; take it once. */
  public Transport transport(int rank) {
    return new RingTransport(
        rank, MAX_BODY_BYTES, (source, dest) -> lanes[source][dest], bells, board, () -> {});
  }
}
