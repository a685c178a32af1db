package org.rankspace.transport.ring;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AtomicBuffer;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.transport.Board;
import org.rankspace.transport.FrameHandler;
import org.rankspace.transport.Transport;
import org.rankspace.wire.FrameHeader;

/** A transport over lanes in memory that all ranks see. */
public final class RingTransport implements Transport {
  private static final long LEAVING_NS = 20_000;

  private final int rank;
  private final int maxBodyBytes;
  private final LaneReader[] in;
  private final LaneWriter[] out;
  private final Bell[] bells;
  private final BooleanSupplier ready = this::hasFrames;
  private final Board board;
  private final Runnable release;

  /** Threads that use a bell without the engine's lock, for which {@link #close} waits. */
  private final AtomicInteger users = new AtomicInteger();

  private volatile boolean closed;
  private int nextSource;

  /** Finds the memory of the lane that leads from one rank to another. */
  @FunctionalInterface
  public interface Lanes {
    AtomicBuffer lane(int source, int dest);
  }

  /**
   * @param lanes zeroed lanes of {@link #laneBytes} each; asked for those from and to this rank
   * @param bells one per rank
   * @param board memory for the {@link Board}, which outlives this
   * @param release lets go of all other memory; called once, by {@link #close}
   */
  public RingTransport(
      int rank,
      int maxBodyBytes,
      Lanes lanes,
      Bell[] bells,
      MemorySegment board,
      Runnable release) {
    this.rank = rank;
    this.maxBodyBytes = maxBodyBytes;
    this.bells = bells.clone();
    this.board = new Board(board, this::ring);
    this.release = release;
    this.in = new LaneReader[bells.length];
    this.out = new LaneWriter[bells.length];
    for (int peer = 0; peer < bells.length; peer++) {
      if (peer != rank) {
        in[peer] = new LaneReader(lanes.lane(peer, rank));
        out[peer] = new LaneWriter(lanes.lane(rank, peer));
      }
    }
  }

  /** Bytes of a lane with room for {@code frames} frames, at least four, of the largest kind. */
  public static int laneBytes(int frames, int maxBodyBytes) {
    return LaneLayout.laneBytes(Math.max(4, frames), maxBodyBytes);
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return bells.length;
  }

  @Override
  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  @Override
  public boolean offer(int dest, FrameHeader header, byte[] body, int offset, int length) {
    if (length > maxBodyBytes || dest == rank || closed) {
      throw refused(dest, length);
    }
    if (!out[dest].offer(header, body, offset, length)) {
      return false;
    }
    bells[dest].ring();
    return true;
  }

  @Override
  public int poll(FrameHandler handler, int limit) {
    int size = closed ? 0 : in.length;
    int source = nextSource;
    int handled = 0;
    for (int i = 0; i < size && handled < limit; i++) {
      if (source != rank) {
        handled += poll(source, handler, limit - handled);
      }
      source = source + 1 == size ? 0 : source + 1;
    }
    nextSource = source;
    return handled;
  }

  private int poll(int source, FrameHandler handler, int limit) {
    LaneReader lane = in[source];
    int handled = lane.poll(handler, limit);
    if (handled > 0 && lane.takeRoomWanted()) {
      bells[source].wakeup();
    }
    return handled;
  }

  @Override
  public void await(long timeoutNs) {
    sleep(ready, timeoutNs);
  }

  @Override
  public void await(BooleanSupplier ready, long timeoutNs) {
    sleep(() -> hasFrames() || ready.getAsBoolean(), timeoutNs);
  }

  private void sleep(BooleanSupplier ready, long timeoutNs) {
    if (enter()) {
      try {
        bells[rank].await(ready, timeoutNs);
      } finally {
        users.decrementAndGet();
      }
    }
  }

  @Override
  public Board board() {
    return board;
  }

  private void ring(int peer) {
    if (enter()) {
      bells[peer].ring();
      users.decrementAndGet();
    }
  }

  @Override
  public void wakeup() {
    if (enter()) {
      bells[rank].wakeup();
      users.decrementAndGet();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (users.get() > 0) {
      bells[rank].wakeup();
      LockSupport.parkNanos(LEAVING_NS);
    }
    release.run();
  }

  /** Keeps the memory from being released; false when it has been. */
  private boolean enter() {
    users.incrementAndGet();
    if (closed) {
      users.decrementAndGet();
      return false;
    }
    return true;
  }

  private boolean hasFrames() {
    for (LaneReader lane : in) {
      if (lane != null && lane.hasFrames()) {
        return true;
      }
    }
    return false;
  }

  private RankspaceException refused(int dest, int length) {
    String why = closed ? "is closed" : "cannot carry this frame";
    return new RankspaceException(
        ErrorClass.INTERN,
        "The transport %s: rank=%d, dest=%d, length=%d, maxBodyBytes=%d. Please report this."
            .formatted(why, rank, dest, length, maxBodyBytes));
  }
}
