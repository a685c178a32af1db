package org.rankspace.engine;

import java.util.List;

/** An operation under way that a thread can wait for with {@link Engine#await}. */
public interface Pending {
  /** Where its end shows. */
  Completion completion();

  /** Whether a waiting thread has something to do: usually that the operation is done. */
  default boolean isReady() {
    return completion().isDone();
  }

  /** Whether it becomes ready by what other ranks write to memory, and not by a frame. */
  default boolean endsWithoutFrame() {
    return false;
  }

  /** Called now and then by the thread that waits; what it throws ends the wait. */
  default void look() {}

  /** Notes which thread is to be woken when it is ready; null for none. */
  default void waitedForBy(Thread thread) {
    completion().waiter = thread;
  }

  /**
   * The ranks of the world that could end it by sending or receiving; {@code Posted.ANY} for any of
   * them.
   */
  List<Integer> awaited();

  /** What collective this is a part of; null for none. */
  default Collective collective() {
    return null;
  }

  /** The operation in a user's words, for reports: {@code recv(source=1, tag=7)}. */
  String describe();
}
