package org.rankspace.pool;

import org.rankspace.libc.Libc;

/** The end of this process. */
public final class ProcessExit {
  /** Set where the JVM is to write its start-up cache when it ends, which halting would prevent. */
  private static final String TRAINING = "rankspace.training";

  private ProcessExit() {}

  /**
   * Ends the process at once, as {@link Runtime#halt} does, but without the 0.3 s that a JVM grants
   * to threads that wait in native code, for a terminal or a socket. Does not return. In training
   * the process exits in the usual way.
   *
   * @param code its lowest 8 bits count
   */
  public static void now(int code) {
    if (Boolean.getBoolean(TRAINING)) {
      System.exit(code);
    }
    System.out.flush();
    System.err.flush();
    try {
      Libc.call("_exit", code, 0, 0);
    } catch (RuntimeException | Error nativeAccessFails) {
      Runtime.getRuntime().halt(code);
    }
  }
}
