package org.rankspace.namespace;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The world a namespace finds: what CPython takes from its process.
 *
 * @param arguments {@code sys.argv}; its first element names the program
 * @param directory {@code os.getcwd()}
 * @param environment {@code os.environ}
 */
public record Settings(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    InputStream in,
    OutputStream out,
    OutputStream err) {
  public Settings {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** The world of this JVM, with no arguments. */
  public static Settings ofThisProcess() {
    return new Settings(
        List.of(""),
        Path.of("").toAbsolutePath(),
        System.getenv(),
        System.in,
        System.out,
        System.err);
  }
}
