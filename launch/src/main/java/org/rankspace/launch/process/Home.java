package org.rankspace.launch.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that the build makes: Java runtime, jars, Python's library, start-up caches
 * (docs/startup.md).
 */
public record Home(Path root) {
  /** The options of a JVM that belongs to the launcher, as {@code rankrun} gives them. */
  public List<String> launcher() {
    return List.of(
        java().toString(),
        "-XX:AOTCache=" + root.resolve("cache/launcher.aot"),
        "@" + root.resolve("launcher.options"));
  }

  Path java() {
    return root.resolve("image/bin/java");
  }

  /** Which build it is: where, and when it was completed. */
  String made() {
    try {
      return root + " " + Files.getLastModifiedTime(root.resolve("complete"));
    } catch (IOException e) {
      return root.toString(); // being made
    }
  }

  Path compiler() {
    return root.resolve("compiler");
  }

  Path resources() {
    return root.resolve("resources");
  }

  Path rankCache() {
    return root.resolve("cache/rank.aot");
  }

  /** The jars in the order in which the cache was made, which must never differ. */
  String classPath() {
    try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
      List<String> names =
          jars.map(Path::toString).filter(n -> n.endsWith(".jar")).sorted().toList();
      return names.stream().collect(Collectors.joining(":"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
