package org.rankspace.transport.ring;

import java.util.function.BooleanSupplier;

/**
 * Where one rank sleeps until another rings: a word that is idle, asleep or rung. The sleeper says
 * that it sleeps, looks once more for work, then waits; whoever brings work stores it, then looks
 * whether the word says asleep. A full fence between the two steps on both sides is all it takes
 * that no ring is lost.
 */
public interface Bell {
  /** Wakes the sleeper if there is one. Any thread; a fence and a load when nobody sleeps. */
  void ring();

  /** As {@link #ring}, and when nobody sleeps the next {@link #await} returns at once. */
  void wakeup();

  /**
   * Sleeps until rung, interrupted (the status stays set) or {@code timeoutNs} has passed; not at
   * all if {@code ready} says so after the word has said asleep. At most one thread at a time.
   */
  void await(BooleanSupplier ready, long timeoutNs);
}
