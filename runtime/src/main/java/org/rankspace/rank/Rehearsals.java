package org.rankspace.rank;

/**
 * What a rank that serves goes through while nobody calls, so that the compilers have seen what
 * calls are like when somebody does. What one rehearsal throws ends the rehearsals, and nothing
 * else.
 */
final class Rehearsals {
  private final Runnable rehearsal;
  private int left;

  Rehearsals(Runnable rehearsal, int count) {
    this.rehearsal = rehearsal;
    this.left = count;
  }

  boolean areOver() {
    return left == 0;
  }

  void next() {
    try {
      rehearsal.run();
      left--;
    } catch (RuntimeException notAsUsual) {
      left = 0;
    }
  }
}
