package org.rankspace.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program that README.md shows.
 *
 * @param code its source
 * @param name the name it is run under
 * @param command how to run it
 * @param output the lines it prints
 */
record Readme(String code, String name, String command, List<String> output) {
  private static final Pattern PROGRAM =
      Pattern.compile(
          "```python\\n(?<code># (?<name>\\w+\\.py).*?)```\\n+"
              + "```console\\n\\$ (?<command>[^\\n]+)\\n(?<output>.*?)```",
          Pattern.DOTALL);

  static Readme read() throws IOException {
    String text = Files.readString(Rankrun.REPOSITORY.resolve("README.md"));
    Matcher program = PROGRAM.matcher(text);
    if (!program.find()) {
      throw new IllegalStateException("README.md shows no program with its output");
    }
    return new Readme(
        program.group("code"),
        program.group("name"),
        program.group("command"),
        program.group("output").lines().toList());
  }

  /** Writes the program into the folder; returns its file. */
  Path writtenInto(Path folder) throws IOException {
    return Files.writeString(folder.resolve(name), code);
  }

  /** The command, with the program's file in place of its name. */
  String commandFor(Path file) {
    return command.replace(" " + name, " " + file);
  }
}
