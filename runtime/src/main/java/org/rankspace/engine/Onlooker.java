package org.rankspace.engine;

import java.util.Optional;

/**
 * The program above an engine, as a waiting thread sees it; called by that thread, except for
 * {@link #standstill}.
 */
public interface Onlooker {
  /**
   * The calling thread begins to wait: other threads of the program may run now.
   *
   * @return what {@link #comeBack} is to be told
   */
  default boolean leave() {
    return false;
  }

  /**
   * The calling thread goes on with the program.
   *
   * @param left what {@link #leave} has returned
   */
  default void comeBack(boolean left) {}

  /**
   * Lets the program receive its signals; what it throws ends the wait.
   *
   * @return the {@linkplain Thread#threadId ids} of the program's threads; none where it has but
   *     those that wait here
   */
  long[] look();

  /** Where in the program the calling thread is, as in {@code ring.py:12}; null if unknown. */
  String position();

  /**
   * How long a thread has computed that now waits for nothing but another thread of its program.
   *
   * @return processor time in ns; {@link #NOT_IDLE} if the thread does not wait for that
   */
  long idleNs(long thread);

  /**
   * What is known of a program none of whose threads waits here: that each of them waits for
   * another one, as in a lock or an empty queue. From any thread; never blocks, for what is not
   * known is found out meanwhile for the next call.
   *
   * @return empty if a thread of the program can go on, and while that is not known
   */
  Optional<Standstill> standstill();

  /**
   * A program that does not go on.
   *
   * @param computedNs how long its threads have computed: if one went on, this would grow
   * @param position where in the program its main thread is, or null
   * @param sinceNs when it was found so, in {@link System#nanoTime}
   */
  record Standstill(long computedNs, String position, long sinceNs) {}

  /** Of a thread that can go on by itself. */
  long NOT_IDLE = -1;

  /** No program, one thread. */
  Onlooker NOBODY =
      new Onlooker() {
        @Override
        public long[] look() {
          return new long[0];
        }

        @Override
        public long idleNs(long thread) {
          return NOT_IDLE;
        }

        @Override
        public String position() {
          return null;
        }

        @Override
        public Optional<Standstill> standstill() {
          return Optional.empty();
        }
      };
}
