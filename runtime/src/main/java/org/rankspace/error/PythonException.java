package org.rankspace.error;

/**
 * A Python exception that left a namespace: its type, its message and its traceback as Python
 * prints it.
 */
public final class PythonException extends RankspaceException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String text;
  private final String traceback;

  /**
   * @param type the class's qualified name, without a module for built-in ones: {@code ValueError}
   * @param message {@code str(exception)}
   * @param traceback the lines of {@code traceback.format_exception}, joined
   */
  public PythonException(String type, String message, String traceback) {
    super(ErrorClass.OTHER, message.isEmpty() ? type : type + ": " + message);
    this.type = type;
    this.text = message;
    this.traceback = traceback;
  }

  public String type() {
    return type;
  }

  /** {@code str(exception)}: the message without the class. */
  public String text() {
    return text;
  }

  public String traceback() {
    return traceback;
  }
}
