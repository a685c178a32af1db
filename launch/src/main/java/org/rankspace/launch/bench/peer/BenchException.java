package org.rankspace.launch.bench.peer;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** A job that is measured, or what it needs, failed; the message says whose and how. */
public final class BenchException extends RankspaceException {
  private static final long serialVersionUID = 1L;

  public BenchException(String message) {
    super(ErrorClass.OTHER, message);
  }
}
