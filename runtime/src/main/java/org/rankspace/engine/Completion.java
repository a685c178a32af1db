package org.rankspace.engine;

/**
 * The end of an operation that somebody may wait for. Completed once, by the thread that holds the
 * engine's lock; looked at by any.
 */
public final class Completion {
  private volatile boolean done;
  private RuntimeException failure;
  volatile Thread waiter;

  /** Whether the operation has ended, well or not. */
  public boolean isDone() {
    return done;
  }

  /** Throws what the operation failed with, if it did. */
  public void check() {
    if (failure != null) {
      throw failure;
    }
  }

  void reset() {
    failure = null;
    done = false;
  }

  /** To be followed by waking the waiter: see {@link Engine#complete}. */
  void set(RuntimeException failure) {
    this.failure = failure;
    done = true;
  }
}
