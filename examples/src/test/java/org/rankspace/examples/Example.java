package org.rankspace.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the docstring of an example promises.
 *
 * @param name the file's name, {@code pi.py}
 * @param command how to run it
 * @param output the lines it prints
 * @param inAnyOrder whether the docstring says that the lines may come in any order
 */
record Example(String name, String command, List<String> output, boolean inAnyOrder) {
  private static final Pattern DOCSTRING =
      Pattern.compile(
          "\"\"\"\\S.*?\\n\\n {4}(?<command>launch/rankrun [^\\n]+)\\n\\n"
              + "Output(?<order>, the lines in any order)?:\\n\\n(?<output>( {4}[^\\n]*\\n)+)\"\"\"\\n",
          Pattern.DOTALL);

  /** All Python files of the folder, in the order of their names. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".py")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Example read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Example parse(String name, String code) {
    Matcher docstring = DOCSTRING.matcher(code);
    if (!docstring.lookingAt()) {
      throw new IllegalArgumentException(
          "the docstring does not say how to run it and what it prints: file="
              + name
              + "; see examples/hello.py");
    }
    return new Example(
        name,
        docstring.group("command"),
        docstring.group("output").lines().map(line -> line.substring(4)).toList(),
        docstring.group("order") != null);
  }

  @Override
  public String toString() {
    return name;
  }
}
