package org.rankspace.launch.plan;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;

/** Unwinds to {@link CommandLineReader}, which makes a {@link Request.Refuse} of it. */
final class Refusal extends RankspaceException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Refusal(String message) {
    this(message, ExitCode.USAGE);
  }

  Refusal(String message, int exitCode) {
    super(ErrorClass.ARG, message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
