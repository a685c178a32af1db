package org.rankspace.error;

/** The exit codes of launcher and ranks, in one table (docs/launcher.md shows it to users). */
public final class ExitCode {
  /** Every rank ended well. */
  public static final int OK = 0;

  /** A rank ended by an uncaught exception, or left without finalizing. */
  public static final int FAILURE = 1;

  /** The command line was wrong; no rank was started. */
  public static final int USAGE = 2;

  /** No rank could go on: each waited for another. */
  public static final int DEADLOCK = 123;

  /** {@code --timeout} ran out. */
  public static final int TIMEOUT = 124;

  /** The program exists but cannot be executed. */
  public static final int NOT_EXECUTABLE = 126;

  /** The program does not exist. */
  public static final int NOT_FOUND = 127;

  /** A signal {@code s} ended the rank or the job: this plus {@code s}. */
  public static final int SIGNAL_BASE = 128;

  /** Ctrl-C, or an uncaught KeyboardInterrupt. */
  public static final int INTERRUPTED = SIGNAL_BASE + 2;

  /** SIGKILL: also what an out-of-memory killer leaves. */
  public static final int KILLED = SIGNAL_BASE + 9;

  /** SIGTERM. */
  public static final int TERMINATED = SIGNAL_BASE + 15;

  private ExitCode() {}
}
