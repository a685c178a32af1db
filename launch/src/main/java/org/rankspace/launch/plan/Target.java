package org.rankspace.launch.plan;

import java.nio.file.Path;

/** What a rank runs. */
public sealed interface Target {
  /** The name that error messages and {@code sys.argv[0]} start with. */
  String label();

  /**
   * A Python file.
   *
   * @param given as the user wrote it
   * @param file its absolute path
   */
  record Script(String given, Path file) implements Target {
    @Override
    public String label() {
      return given;
    }
  }

  /** {@code -m NAME}. */
  record Module(String name) implements Target {
    @Override
    public String label() {
      return "-m";
    }
  }

  /** {@code -c CODE}. */
  record Command(String code) implements Target {
    @Override
    public String label() {
      return "-c";
    }
  }

  /** {@code -}: the launcher's standard input is the program; the ranks' is empty. */
  record StandardInput() implements Target {
    @Override
    public String label() {
      return "-";
    }
  }

  /** Anything else that the system can execute. */
  record Executable(Path file) implements Target {
    @Override
    public String label() {
      return file.toString();
    }
  }
}
