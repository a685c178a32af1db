package org.rankspace.comm;

import java.util.List;
import org.rankspace.engine.Completion;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Pending;

/**
 * An operation that was started and not waited for (MPI 4.1, section 3.7). Freed by forgetting it.
 * One thread at a time may wait for it.
 */
public abstract class Request {
  final Engine engine;
  final Pending pending;
  private Object value;
  private boolean finished;

  Request(Engine engine, Pending pending) {
    this.engine = engine;
    this.pending = pending;
  }

  /**
   * Waits for the end and returns what was received, null for a send. Gives the same answer when
   * called again.
   *
   * @param status filled in if not null
   */
  public final Object await(Status status) {
    if (!finished) {
      awaitPending();
      finish();
    }
    report(status);
    return value;
  }

  /** Makes progress and says whether the end has come: then {@link #await} does not block. */
  public final boolean test() {
    return finished || testPending();
  }

  /**
   * Takes back a receive that no message has matched; a send or a collective is never cancelled.
   *
   * @return whether it was taken back
   */
  public boolean cancel() {
    return false;
  }

  void awaitPending() {
    engine.await(pending);
  }

  boolean testPending() {
    return engine.test(pending);
  }

  private void finish() {
    value = value();
    finished = true;
  }

  /** What the operation gives; called once, after its end. */
  abstract Object value();

  void report(Status status) {}

  /**
   * Waits until one of them has ended.
   *
   * @return its place in the list, or -1 if the list is empty
   */
  public static int awaitAny(List<Request> requests) {
    if (requests.isEmpty()) {
      return -1;
    }
    while (true) {
      for (int i = 0; i < requests.size(); i++) {
        if (requests.get(i).test()) {
          return i;
        }
      }
      requests.getFirst().engine.await(new Any(requests));
    }
  }

  /** Ready when one of several is; never done itself. */
  private static final class Any implements Pending {
    private final Completion completion = new Completion();
    private final List<Request> requests;

    Any(List<Request> requests) {
      this.requests = requests;
    }

    @Override
    public Completion completion() {
      return completion;
    }

    @Override
    public void waitedForBy(Thread thread) {
      for (Request request : requests) {
        request.pending.waitedForBy(thread);
      }
    }

    @Override
    public boolean isReady() {
      for (Request request : requests) {
        if (request.finished || request.pending.isReady()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public List<Integer> awaited() {
      return requests.stream().flatMap(request -> request.pending.awaited().stream()).toList();
    }

    @Override
    public String describe() {
      return "wait_any of " + requests.size() + ", first " + requests.getFirst().pending.describe();
    }
  }
}
