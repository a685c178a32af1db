package org.rankspace.match;

/** A receive that waits for its message; linked into its {@link Channel}. */
public abstract class Posted {
  /** Any source, any tag. */
  public static final int ANY = -1;

  /** A source or tag in a user's words. */
  public static String name(int value) {
    return value == ANY ? "ANY" : Integer.toString(value);
  }

  private int source;
  private int tag;
  Posted previous;
  Posted next;
  boolean queued;

  /**
   * What this receive wants.
   *
   * @param source a rank in the world, or {@link #ANY}
   * @param tag a tag, or {@link #ANY}
   */
  protected final void want(int source, int tag) {
    this.source = source;
    this.tag = tag;
  }

  public final int wantedSource() {
    return source;
  }

  public final int wantedTag() {
    return tag;
  }

  final boolean accepts(Envelope message) {
    return accepts(source, tag, message);
  }

  static boolean accepts(int source, int tag, Envelope message) {
    return (source == ANY || source == message.source()) && (tag == ANY || tag == message.tag());
  }
}
