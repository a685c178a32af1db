package org.rankspace.namespace;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.rankspace.engine.Onlooker;
import org.rankspace.engine.Onlooker.Standstill;

/**
 * Finds out that a program stands still none of whose threads waits for a message: a lock that is
 * never released, a queue that nobody fills. Which threads there are only the interpreter knows; so
 * a thread of our own enters it, once the main thread waits in a lock, for then it is free. What it
 * has found holds for as long as none of them computes.
 */
final class Lookout implements AutoCloseable {
  /** Beginning like the threads to the launcher; see {@code Traces}. */
  private static final String NAME = "control-lookout";

  private record Finding(long[] threads, Standstill standstill) {}

  private final long mainThread = Thread.currentThread().threadId();
  private final Context context;
  private final Value look;
  private final Value handlesSignals;
  private final Value position;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(NAME).factory());
  private volatile Finding finding;
  private volatile boolean looking;

  /** To be made by the main thread, inside the namespace. */
  Lookout(Context context, Modules modules) {
    this.context = context;
    look = modules.program("look");
    handlesSignals = modules.program("handles_signals");
    position = modules.program("position_from_outside");
  }

  /** {@link Onlooker#standstill}. */
  Optional<Standstill> standstill() {
    Finding last = finding;
    if (last != null && holds(last)) {
      return Optional.of(last.standstill());
    }
    finding = null;
    if (!looking && PythonThreads.idleNs(mainThread) != Onlooker.NOT_IDLE) {
      beginToLook();
    }
    return Optional.empty();
  }

  private void beginToLook() {
    looking = true;
    try {
      thread.execute(this::look);
    } catch (RejectedExecutionException closed) {
      looking = false;
    }
  }

  private static boolean holds(Finding finding) {
    return PythonThreads.idleNs(finding.threads()) == finding.standstill().computedNs();
  }

  private void look() {
    try {
      context.enter();
      try {
        finding = find();
      } finally {
        context.leave();
      }
    } catch (RuntimeException over) {
      // The namespace is being closed, or the program has broken Python's own modules: it will
      // not be said to stand still.
    } finally {
      looking = false;
    }
  }

  /** Null if a thread can go on: one that is not known, too, or by way of a signal's handler. */
  private Finding find() {
    if (PythonThreads.idleNs(threads()) == Onlooker.NOT_IDLE
        || handlesSignals.execute().asBoolean()) {
      return null;
    }
    String where = position.execute().asString(); // which makes threads compute
    long[] threads = threads();
    long computedNs = PythonThreads.idleNs(threads);
    // Whoever starts a thread after this will have computed more.
    return computedNs != Onlooker.NOT_IDLE && Arrays.equals(threads, threads())
        ? new Finding(threads, new Standstill(computedNs, where, System.nanoTime()))
        : null;
  }

  private long[] threads() {
    return look.execute().as(long[].class);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
