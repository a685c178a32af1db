package org.rankspace.transport.ring;

import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AtomicBuffer;

/**
 * Where one rank sleeps until another rings: a word that is idle, asleep or rung, and by whom. The
 * sleeper says that it sleeps, looks once more for work, then waits; whoever brings work stores it,
 * then looks whether the word says asleep. A full fence between the two steps on both sides is all
 * it takes that no ring is lost.
 */
public final class Bell {
  /** What the word holds while its rank sleeps or is about to. */
  public static final int ASLEEP = 1;

  private static final int IDLE = 0;
  private static final int RUNG = 2;
  private static final int STATE_BITS = 2;

  /** The greatest {@link Sleeper#ringer}. */
  public static final int MOST_KNOWN = Integer.MAX_VALUE >> STATE_BITS;

  private final AtomicBuffer word;
  private final Sleeper sleeper;

  /**
   * @param word four bytes, zero at first, that sleeper and ringers see
   * @param sleeper how one waits on that word
   */
  public Bell(AtomicBuffer word, Sleeper sleeper) {
    this.word = word;
    this.sleeper = sleeper;
  }

  /** Wakes the sleeper if there is one. Any thread; a fence and a load when nobody sleeps. */
  public void ring() {
    // Between storing the work and looking whether the receiver sleeps.
    VarHandle.fullFence();
    if (word.getIntVolatile(0) == ASLEEP
        && word.compareAndSetInt(0, ASLEEP, RUNG | sleeper.ringer() << STATE_BITS)) {
      sleeper.wake();
    }
  }

  /** As {@link #ring}, and when nobody sleeps the next {@link #await} returns at once. */
  public void wakeup() {
    if (word.getAndSetInt(0, RUNG) == ASLEEP) {
      sleeper.wake();
    }
  }

  /**
   * Sleeps until rung, interrupted (the status stays set) or {@code timeoutNs} has passed; not at
   * all if {@code ready} says so after the word has said asleep. At most one thread at a time.
   */
  public void await(BooleanSupplier ready, long timeoutNs) {
    try {
      // The successful exchange is the sleeper's fence.
      if (word.compareAndSetInt(0, IDLE, ASLEEP) && !ready.getAsBoolean()) {
        sleeper.sleep(this, Math.max(0, timeoutNs));
      }
    } finally {
      word.putIntVolatile(0, IDLE);
    }
  }

  /** Who has rung, of {@link Sleeper#ringer}; 0 if nobody has, or nothing is known. */
  public int rungBy() {
    return word.getIntVolatile(0) >> STATE_BITS;
  }

  /** Whether the word says asleep. */
  public boolean asleep() {
    return word.getIntVolatile(0) == ASLEEP;
  }
}
