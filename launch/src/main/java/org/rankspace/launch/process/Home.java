package org.rankspace.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
      long made = Files.getLastModifiedTime(root.resolve("complete")).toMillis();
      return root + " " + made;
    } catch (IOException e) {
      return root.toString(); // being made
    }
  }

  /** Options that tell a rank's JVM what code it has. */
  Path rankOptions() {
    return root.resolve("rank.options");
  }

  Path resources() {
    return root.resolve("resources");
  }

  Path rankCache() {
    return root.resolve("cache/rank.aot");
  }
}
