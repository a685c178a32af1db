package org.rankspace.engine;

/** The program above an engine, as a waiting thread sees it; called by that thread. */
public interface Onlooker {
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
      };
}
