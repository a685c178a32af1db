package org.rankspace.engine;

/**
 * How long a waiting thread keeps its core before it sleeps in the kernel: it polls for some
 * microseconds, then polls and offers its core to others in turn, then gives up. Counted in time
 * and not in polls, because a poll that the JVM still interprets takes a hundred times as long, and
 * whoever spins then takes the core from the compiler that would change that.
 *
 * <p>When it got its core back late, somebody computes there: for the next waits it sleeps at once,
 * since a sleeper that is woken goes first and one that yielded goes last.
 *
 * <p>Belongs to the thread that is the sleeper of its rank.
 */
final class Patience {
  /** A yield that took this long went to somebody who computes. */
  private static final long STALL_NS = 200_000;

  /** How many waits go without yields after a stall. */
  private static final int WARY_WAITS = 16;

  private final Limits limits;
  private long startNs;
  private int wary;

  Patience(Limits limits) {
    this.limits = limits;
  }

  /** A wait begins. */
  void begin() {
    startNs = System.nanoTime();
  }

  /** After a poll in vain: false when it is time to sleep. May give the core away for a moment. */
  boolean lasts() {
    long nowNs = System.nanoTime();
    long waitedNs = nowNs - startNs;
    if (waitedNs < limits.spinNs()) {
      Thread.onSpinWait();
      return true;
    }
    if (waitedNs >= limits.spinNs() + limits.yieldNs()) {
      return false;
    }
    if (wary > 0) {
      wary--;
      return false;
    }
    Thread.yield();
    if (System.nanoTime() - nowNs > STALL_NS) {
      wary = WARY_WAITS;
    }
    return true;
  }
}
