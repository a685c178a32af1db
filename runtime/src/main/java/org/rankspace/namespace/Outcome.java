package org.rankspace.namespace;

import org.rankspace.error.ExitCode;
import org.rankspace.error.PythonException;

/** How a program ended. */
public sealed interface Outcome {
  /** The exit code that a process running this program alone would have. */
  int exitCode();

  /** The last line was reached, or {@code sys.exit()} or {@code sys.exit(0)} was called. */
  record Completed() implements Outcome {
    @Override
    public int exitCode() {
      return ExitCode.OK;
    }
  }

  /**
   * {@code sys.exit(n)} with another n, or with a text (status 1).
   *
   * @param message the text given to {@code sys.exit}, or empty
   */
  record Exited(int exitCode, String message) implements Outcome {}

  /** {@code os._exit(n)}: the rank left at once, also if n is 0. */
  record Left(int exitCode) implements Outcome {}

  /** {@code abort(n)}: the job is to end at once with this code. */
  record Aborted(int exitCode) implements Outcome {}

  /** An exception that nobody caught; {@code KeyboardInterrupt} included. */
  record Raised(PythonException exception) implements Outcome {
    @Override
    public int exitCode() {
      return exception.type().equals("KeyboardInterrupt") ? ExitCode.INTERRUPTED : ExitCode.FAILURE;
    }
  }

  /** The JVM's heap was exhausted; the namespace cannot go on. */
  record OutOfMemory(String message) implements Outcome {
    @Override
    public int exitCode() {
      return ExitCode.FAILURE;
    }
  }
}
