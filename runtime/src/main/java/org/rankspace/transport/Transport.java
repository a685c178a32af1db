package org.rankspace.transport;

import java.util.function.BooleanSupplier;
import org.rankspace.wire.FrameHeader;

/**
 * One rank's end of whatever moves frames between the ranks of a job. Frames from one rank to
 * another arrive once, whole and in order; a frame to oneself is never offered.
 *
 * <p>{@link #offer} and {@link #poll} never wait and are called by one thread at a time (the engine
 * holds its lock); {@link #await} is called by at most one thread at a time, without that lock;
 * {@link #wakeup} by any.
 */
public interface Transport extends AutoCloseable {
  /** This rank in the world. */
  int rank();

  /** How many ranks the world has. */
  int size();

  /**
   * The most bytes of body that one frame can carry; a multiple of 8, so that what is longer is cut
   * between two elements.
   */
  int maxBodyBytes();

  /**
   * Whether a frame shows in {@link #poll} as soon as its sender has handed it over, so that it
   * pays to poll for some microseconds before {@link #await}. False where a thread of this process
   * must read it first: polling takes the core away from that thread.
   */
  default boolean isWorthSpinning() {
    return true;
  }

  /**
   * Hands a frame over. The header's and body's bytes are taken before this returns.
   *
   * @param body may be null where {@code length} is 0
   * @return false when there is no room now: poll meanwhile, then try again; {@link #await} ends
   *     when there is room
   */
  boolean offer(int dest, FrameHeader header, byte[] body, int offset, int length);

  /**
   * Gives frames that have arrived to {@code handler}, at most {@code limit} of them. The handler
   * may call {@link #offer} but not {@code poll}.
   *
   * @return how many frames were handled
   */
  int poll(FrameHandler handler, int limit);

  /**
   * Waits until a frame may have arrived, there may be room for an offer that was refused, {@link
   * #wakeup} is called (also before), the thread is interrupted (its status stays set) or {@code
   * timeoutNs} has passed; may also return for no reason. Uses no CPU while it waits. Returns at
   * once after {@link #close}.
   */
  void await(long timeoutNs);

  /**
   * As {@link #await(long)}, but not at all if {@code ready} says so. Where there is a {@link
   * #board}, it also ends when another rank first makes {@code ready} true and then {@linkplain
   * Board#ring rings}.
   */
  default void await(BooleanSupplier ready, long timeoutNs) {
    if (!ready.getAsBoolean()) {
      await(timeoutNs);
    }
  }

  /**
   * Memory that all ranks share besides their frames; null, at all of them, where there is none.
   */
  default Board board() {
    return null;
  }

  /** Ends the present {@link #await}, or the next one if none is under way. */
  void wakeup();

  /**
   * Ends an {@link #await} under way and lets go of every thread, socket and mapping. Frames not
   * yet polled are lost. Called like {@link #offer} and {@link #poll}, once or more.
   */
  @Override
  void close();
}
