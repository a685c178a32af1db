package org.rankspace.transport.ring;

/** How a thread waits on the word of a {@link Bell}. */
public interface Sleeper {
  /**
   * Waits while {@code bell.asleep()}, at most {@code timeoutNs} and not after an interrupt (whose
   * status stays set); may return for no reason. One thread at a time.
   */
  void sleep(Bell bell, long timeoutNs);

  /**
   * What the sleeper is to find in the word about the calling thread, which is about to ring: from
   * 0 to {@link Bell#MOST_KNOWN}.
   */
  default int ringer() {
    return 0;
  }

  /** Ends the present {@link #sleep}; the word has been changed before. Any thread. */
  void wake();
}
