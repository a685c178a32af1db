package org.rankspace.comm;

import java.util.List;
import org.rankspace.engine.Completion;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Pending;

/** What was started with {@link Communicator#PROC_NULL}: done from the start. */
final class NoMessage extends Request {
  NoMessage(Engine engine) {
    super(engine, new Done());
  }

  private static final class Done implements Pending {
    private final Completion completion = new Completion();

    @Override
    public Completion completion() {
      return completion;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public List<Integer> awaited() {
      return List.of();
    }

    @Override
    public String describe() {
      return "nothing";
    }
  }

  @Override
  void awaitPending() {}

  @Override
  boolean testPending() {
    return true;
  }

  @Override
  Object value() {
    return null;
  }

  @Override
  void report(Status status) {
    describe(status);
  }

  static void describe(Status status) {
    if (status != null) {
      status.set(Communicator.PROC_NULL, Communicator.ANY_TAG, 0);
    }
  }
}
