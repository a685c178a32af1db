package org.rankspace.comm;

/** What a receive got (MPI 4.1, section 3.2.5). Filled in by the operation it was given to. */
public final class Status {
  private int source = Communicator.ANY_SOURCE;
  private int tag = Communicator.ANY_TAG;
  private long length;
  private boolean cancelled;

  void set(int source, int tag, long length) {
    this.source = source;
    this.tag = tag;
    this.length = length;
    cancelled = false;
  }

  void setCancelled() {
    cancelled = true;
  }

  /** The sender's rank in the communicator. */
  public int source() {
    return source;
  }

  /** The message's tag. */
  public int tag() {
    return tag;
  }

  /** Bytes that travelled; of an object, its encoded form. */
  public long length() {
    return length;
  }

  /** Whether the receive was cancelled: then there is no message. */
  public boolean isCancelled() {
    return cancelled;
  }
}
