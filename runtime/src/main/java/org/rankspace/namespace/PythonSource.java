package org.rankspace.namespace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Source;

/** The Python files that lie beside this class. */
final class PythonSource {
  private PythonSource() {}

  /** The text of {@code name}.py. */
  static String text(String name) {
    try (InputStream in = PythonSource.class.getResourceAsStream(name + ".py")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Whether there is such a file. */
  static boolean exists(String name) {
    return PythonSource.class.getResource(name + ".py") != null;
  }

  /** Code to evaluate, under a name that appears in tracebacks. */
  static Source source(String code, String name) {
    return Source.newBuilder("python", code, name).buildLiteral();
  }
}
