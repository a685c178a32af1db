package org.rankspace.comm;

import java.util.List;
import java.util.function.Function;
import org.rankspace.engine.Completion;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Pending;

/**
 * A collective that was started: its algorithm runs on a virtual thread, which waits for messages
 * without holding a thread of the program; what needs Python is done by the thread that waits or
 * tests.
 */
final class Started<R> extends Request {
  private final Progress<R> progress;
  private final Function<R, Object> finish;

  /**
   * @param name the call in a user's words, for reports
   * @param algorithm takes part and returns what came of it
   * @param finish turns that into the caller's result; run by a thread that may run Python
   */
  Started(Engine engine, String name, Function<Errands, R> algorithm, Function<R, Object> finish) {
    super(engine, new Progress<R>(engine, name));
    this.finish = finish;
    @SuppressWarnings("unchecked") // made one line above
    Progress<R> made = (Progress<R>) pending;
    progress = made;
    engine.carryOut(() -> progress.run(algorithm), () -> !progress.errands.isEmpty());
  }

  @Override
  void awaitPending() {
    while (!progress.completion.isDone()) {
      engine.await(progress);
      progress.errands.work();
    }
    progress.completion.check();
  }

  @Override
  boolean testPending() {
    engine.progress();
    progress.errands.work();
    boolean done = engine.test(progress);
    if (!done) {
      Thread.yield(); // who tests again and again keeps a core from the virtual thread
    }
    return done;
  }

  @Override
  Object value() {
    return finish.apply(progress.result);
  }

  /** Ready when the collective has ended, and also when an errand waits to be done. */
  private static final class Progress<R> implements Pending {
    private final Completion completion = new Completion();
    private final Engine engine;
    private final String name;
    private final Errands.Posted errands = new Errands.Posted(this::posted);
    private volatile Thread waiter;
    private R result;

    Progress(Engine engine, String name) {
      this.engine = engine;
      this.name = name;
    }

    void run(Function<Errands, R> algorithm) {
      RuntimeException failure = null;
      try {
        result = algorithm.apply(errands);
      } catch (RuntimeException fault) {
        failure = fault;
      }
      engine.complete(completion, failure);
    }

    private void posted() {
      Thread waiting = waiter;
      if (waiting != null) {
        engine.wake(waiting);
      }
    }

    @Override
    public Completion completion() {
      return completion;
    }

    @Override
    public void waitedForBy(Thread thread) {
      Pending.super.waitedForBy(thread);
      waiter = thread;
    }

    @Override
    public boolean isReady() {
      return completion.isDone() || !errands.isEmpty();
    }

    /** Nobody itself: the virtual thread's own waits say for whom. */
    @Override
    public List<Integer> awaited() {
      return List.of();
    }

    @Override
    public String describe() {
      return name;
    }
  }
}
