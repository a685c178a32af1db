package org.rankspace.pool;

/** The end of this process. */
public final class ProcessExit {
  private ProcessExit() {}

  /**
   * Ends the process at once, as {@link Runtime#halt} does, but without the 0.3 s that a JVM grants
   * to threads that wait in native code, for a terminal or a socket. Does not return.
   *
   * @param code its lowest 8 bits count
   */
  public static void now(int code) {
    System.out.flush();
    System.err.flush();
    try {
      Libc.call("_exit", code, 0, 0);
    } catch (RuntimeException | Error nativeAccessFails) {
      Runtime.getRuntime().halt(code);
    }
  }
}
