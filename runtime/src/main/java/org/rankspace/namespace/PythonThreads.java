package org.rankspace.namespace;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.rankspace.engine.Onlooker;

/** What Python's threads wait for. */
final class PythonThreads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Where GraalPy's locks are, on which all that threads do for each other is built. */
  private static final String LOCKS = "com.oracle.graal.python.builtins.objects.thread.";

  private static final int FRAMES = 16;

  private PythonThreads() {}

  /** See {@link Onlooker#idleNs}: waits for a lock, and for no longer or shorter than it takes. */
  static long idleNs(long thread) {
    ThreadInfo info = thread > 0 ? THREADS.getThreadInfo(thread, FRAMES) : null;
    boolean waits = info != null && info.getThreadState() == Thread.State.WAITING;
    return waits && isInLock(info.getStackTrace())
        ? THREADS.getThreadCpuTime(thread)
        : Onlooker.NOT_IDLE;
  }

  /** The same of all these together. */
  static long idleNs(long[] threads) {
    long sumNs = 0;
    for (long thread : threads) {
      long idleNs = idleNs(thread);
      if (idleNs == Onlooker.NOT_IDLE) {
        return Onlooker.NOT_IDLE;
      }
      sumNs += idleNs;
    }
    return sumNs;
  }

  private static boolean isInLock(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        return frame.getClassName().startsWith(LOCKS);
      }
    }
    return false;
  }
}
