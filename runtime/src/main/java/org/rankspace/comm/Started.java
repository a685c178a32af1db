package org.rankspace.comm;

import java.util.List;
import org.rankspace.engine.Completion;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Pending;

/**
 * A collective that was started: its algorithm runs on a virtual thread, which waits for messages
 * without holding a thread of the program; what needs Python is done by the thread that waits or
 * tests.
 */
final class Started<T, R> extends Request {
  private final Progress<T, R> progress;
  private final Collectives.Plan<T, R> plan;

  Started(Engine engine, Collectives collectives, Collectives.Plan<T, R> plan, int sequence) {
    super(engine, new Progress<>(engine, collectives.name(plan)));
    this.plan = plan;
    @SuppressWarnings("unchecked") // made one line above
    Progress<T, R> made = (Progress<T, R>) pending;
    progress = made;
    Thread.ofVirtual().start(() -> progress.run(collectives, plan, sequence));
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
    return engine.test(progress);
  }

  @Override
  Object value() {
    return plan.finish().apply(progress.result);
  }

  /** Ready when the collective has ended, and also when an errand waits to be done. */
  private static final class Progress<T, R> implements Pending {
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

    void run(Collectives collectives, Collectives.Plan<T, R> plan, int sequence) {
      RuntimeException failure = null;
      try {
        result = collectives.perform(plan, sequence, errands);
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
