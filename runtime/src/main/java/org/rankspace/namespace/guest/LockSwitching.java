package org.rankspace.namespace.guest;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.runtime.PythonContext;

/**
 * Has Python's threads take turns. A task of GraalPy's takes the interpreter's lock from who
 * computes, every 50 ms; but only the first context of an engine that has a second thread gets one.
 * In those after it a loop without calls would keep all other threads waiting for ever.
 */
final class LockSwitching {
  private LockSwitching() {}

  /** To be called once for a new context, by a thread that has entered it. */
  static void secure() {
    boolean anotherHasIt = !PythonLanguage.get(null).singleThreadedAssumption.isValid();
    if (anotherHasIt) {
      PythonContext.get(null).initializeMultiThreading();
    }
  }
}
