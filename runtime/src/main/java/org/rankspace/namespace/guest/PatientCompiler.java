package org.rankspace.namespace.guest;

import com.oracle.truffle.api.Truffle;
import java.util.function.Supplier;

/**
 * A compiler that does not get ready before it is wanted. Truffle's runtime has Graal get ready, in
 * the background, with the first function it meets: while Python starts, when nothing is worth
 * compiling yet. That takes a tenth of the processor time that starting takes.
 */
public final class PatientCompiler {
  private static final String PREFIX = "polyglot.engine.";

  private PatientCompiler() {}

  /**
   * Carries out a task, meanwhile the compiler waits if it is not ready yet: it becomes so inside
   * the runtime's monitor.
   */
  public static <T> T waitFor(Supplier<T> task) {
    if (isWaitedFor()) {
      return task.get();
    }
    synchronized (Truffle.getRuntime()) {
      return task.get();
    }
  }

  /** Whether the user has asked for compilation in the foreground: the task itself may wait. */
  private static boolean isWaitedFor() {
    return "false".equals(System.getProperty(PREFIX + "BackgroundCompilation"))
        || Boolean.getBoolean(PREFIX + "CompileImmediately");
  }
}
