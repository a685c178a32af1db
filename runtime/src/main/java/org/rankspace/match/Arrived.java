package org.rankspace.match;

/** A message that came before anybody asked for it; linked into its {@link Channel}. */
public abstract class Arrived {
  private final Envelope envelope;

  /** Which of its channel's messages it is, in order of arrival. */
  long number;

  /** Of the same source. */
  Arrived previous;

  Arrived next;

  protected Arrived(Envelope envelope) {
    this.envelope = envelope;
  }

  public final Envelope envelope() {
    return envelope;
  }
}
