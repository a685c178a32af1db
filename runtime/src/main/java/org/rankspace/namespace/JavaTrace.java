package org.rankspace.namespace;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Java stack traces as text, for faults that have no Python traceback. */
final class JavaTrace {
  private JavaTrace() {}

  static String of(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
