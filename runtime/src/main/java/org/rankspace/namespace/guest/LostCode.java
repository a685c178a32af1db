package org.rankspace.namespace.guest;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.runtime.OptimizedCallTarget;
import com.oracle.truffle.runtime.OptimizedTruffleRuntime;
import com.oracle.truffle.runtime.OptimizedTruffleRuntimeListener;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Machine code that was thrown away because something happened that had not happened before: a loop
 * that was compiled while it ran, say, when it ends for the first time. The interpreter would
 * compile it again when it is next in use, and be slow until then; here it is done before.
 * Thread-safe.
 */
public final class LostCode implements AutoCloseable {
  /** More than a program loses at its end. */
  private static final int MOST = 100;

  private final Set<OptimizedCallTarget> lost = new LinkedHashSet<>();
  private final Listener listener = new Listener();

  /** Begins to take notice. There is nothing to notice where Python is not compiled. */
  public LostCode() {
    if (Truffle.getRuntime() instanceof OptimizedTruffleRuntime runtime) {
      runtime.addListener(listener);
    }
  }

  /** Has compiled again, in the background, what has been lost since the last call. */
  public synchronized void restore() {
    for (OptimizedCallTarget code : lost) {
      if (!code.isValid()) {
        code.compile(true);
      }
    }
    lost.clear();
  }

  @Override
  public void close() {
    if (Truffle.getRuntime() instanceof OptimizedTruffleRuntime runtime) {
      runtime.removeListener(listener);
    }
  }

  private synchronized void note(OptimizedCallTarget code) {
    if (lost.size() < MOST) {
      lost.add(code);
    }
  }

  private final class Listener implements OptimizedTruffleRuntimeListener {
    @Override
    public void onCompilationInvalidated(
        OptimizedCallTarget code, Object source, CharSequence reason) {
      note(code);
    }

    @Override
    public void onCompilationDeoptimized(OptimizedCallTarget code, Frame frame) {
      note(code);
    }
  }
}
