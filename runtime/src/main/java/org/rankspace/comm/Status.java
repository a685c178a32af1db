package org.rankspace.comm;

/** What a receive got (MPI 4.1, section 3.2.5). Filled in by the operation it was given to. */
public final class Status {
  private int source = Communicator.ANY_SOURCE;
  private int tag = Communicator.ANY_TAG;
  private long length;
  private boolean cancelled;
  private int error;

  void set(int source, int tag, long length) {
    this.source = source;
    this.tag = tag;
    this.length = length;
    cancelled = false;
  }

  void setCancelled() {
    cancelled = true;
  }

  /** Says that there was no message, and that all went well. */
  public void clear() {
    set(Communicator.ANY_SOURCE, Communicator.ANY_TAG, 0);
    error = 0;
  }

  /** Takes over what another status says. */
  public void assign(Status other) {
    set(other.source, other.tag, other.length);
    cancelled = other.cancelled;
    error = other.error;
  }

  /** For a program that makes a request of its own (MPI 4.1, section 13.3). */
  public void setSource(int source) {
    this.source = source;
  }

  /** As {@link #setSource}. */
  public void setTag(int tag) {
    this.tag = tag;
  }

  /** As {@link #setSource}. */
  public void setLength(long length) {
    this.length = length;
  }

  /** As {@link #setSource}. */
  public void setCancelled(boolean cancelled) {
    this.cancelled = cancelled;
  }

  /** As {@link #setSource}. */
  public void setError(int error) {
    this.error = error;
  }

  /** An error code; 0 for none. Only {@link #setError} sets another: errors are raised. */
  public int error() {
    return error;
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
