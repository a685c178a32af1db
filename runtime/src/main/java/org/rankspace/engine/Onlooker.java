package org.rankspace.engine;

/** The program above an engine, as a waiting thread sees it; called by that thread. */
public interface Onlooker {
  /**
   * Lets the program receive its signals; what it throws ends the wait.
   *
   * @return how many threads the program has
   */
  int look();

  /** Where in the program the calling thread is, as in {@code ring.py:12}; null if unknown. */
  String position();

  /** No program, one thread. */
  Onlooker NOBODY =
      new Onlooker() {
        @Override
        public int look() {
          return 1;
        }

        @Override
        public String position() {
          return null;
        }
      };
}
