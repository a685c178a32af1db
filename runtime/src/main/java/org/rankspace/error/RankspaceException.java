package org.rankspace.error;

/**
 * The root of every fault this project raises. Faults are unchecked; an outcome that a caller has
 * to expect is a value instead.
 *
 * <p>The message says {@code what is wrong: name=value, name=value} and then what to do.
 */
public class RankspaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorClass errorClass;

  public RankspaceException(ErrorClass errorClass, String message) {
    super(message);
    this.errorClass = errorClass;
  }

  public RankspaceException(ErrorClass errorClass, String message, Throwable cause) {
    super(message, cause);
    this.errorClass = errorClass;
  }

  public final ErrorClass errorClass() {
    return errorClass;
  }
}
