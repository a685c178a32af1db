package org.rankspace.comm;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Where the work is done that needs the namespace's objects: encoding, decoding, combining. In a
 * collective that is waited for, by the calling thread itself; in one that was started, by the
 * thread that waits for it or tests it, which is one that may run Python.
 */
interface Errands {
  <V> V run(Supplier<V> errand);

  /** At once, in the calling thread. */
  Errands HERE =
      new Errands() {
        @Override
        public <V> V run(Supplier<V> errand) {
          return errand.get();
        }
      };

  /** By whoever calls {@link #work}; the caller of {@link #run} waits for the result. */
  final class Posted implements Errands {
    private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Runnable posted;

    /**
     * @param posted called after each new errand
     */
    Posted(Runnable posted) {
      this.posted = posted;
    }

    @Override
    public <V> V run(Supplier<V> errand) {
      FutureTask<V> task = new FutureTask<>(errand::get);
      tasks.add(task);
      posted.run();
      try {
        return task.get();
      } catch (ExecutionException fault) {
        throw sneak(fault.getCause());
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interruption);
      }
    }

    @SuppressWarnings("unchecked") // the errand's own fault goes on as it is, checked or not
    private static <X extends Throwable> RuntimeException sneak(Throwable fault) throws X {
      throw (X) fault;
    }

    boolean isEmpty() {
      return tasks.isEmpty();
    }

    /** Does what has been posted. */
    void work() {
      for (FutureTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }
  }
}
