package org.rankspace.engine;

/** A thread that waits, for reports. */
public final class Waiting {
  private final Pending request;
  private final Thread thread;
  private final long sinceNs;
  private volatile String position;

  Waiting(Pending request, Thread thread, long sinceNs) {
    this.request = request;
    this.thread = thread;
    this.sinceNs = sinceNs;
  }

  /** What it waits for. */
  public Pending request() {
    return request;
  }

  Thread thread() {
    return thread;
  }

  /** When the wait began, in {@link System#nanoTime}. */
  public long sinceNs() {
    return sinceNs;
  }

  /**
   * Where in the program it waits; null while that is not known, in the first moments of a wait.
   */
  public String position() {
    return position;
  }

  void position(String position) {
    this.position = position;
  }
}
