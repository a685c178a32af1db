package org.rankspace.launch.plan;

/** What a command line comes to. */
public sealed interface Request {
  /** Run a job. */
  record Run(Plan plan) implements Request {}

  /** Show a text on standard output, and that is all. */
  record Show(String text) implements Request {}

  /**
   * Nothing can be done.
   *
   * @param message one line
   */
  record Refuse(String message, int exitCode) implements Request {}
}
