package org.rankspace.launch.cluster;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** A rank could not carry out a call: Python raised an exception, or the rank is gone. */
public final class RemoteException extends RankspaceException {
  private static final long serialVersionUID = 1L;

  private final int rank;
  private final String type;
  private final String traceback;
  private final String out;
  private final String err;

  /**
   * @param answer the rank's output; its value is not looked at
   * @param type the exception's class; {@code RankDied} when the rank is gone
   */
  RemoteException(Answer answer, String type, String text, String traceback) {
    super(
        ErrorClass.OTHER,
        "rank " + answer.rank() + ": " + type + (text.isEmpty() ? "" : ": " + text));
    this.rank = answer.rank();
    this.type = type;
    this.traceback = traceback;
    this.out = answer.out();
    this.err = answer.err();
  }

  public int rank() {
    return rank;
  }

  public String type() {
    return type;
  }

  /** As Python prints it. */
  public String traceback() {
    return traceback;
  }

  /** What the rank wrote to standard output before it failed. */
  public String out() {
    return out;
  }

  /** What the rank wrote to standard error before it failed. */
  public String err() {
    return err;
  }

  /** Whether the rank is gone. */
  public boolean isDeath() {
    return type.equals("RankDied");
  }
}
