package org.rankspace.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rankspace.error.ExitCode;

/**
 * What a crashing JVM leaves behind. It ends itself by SIGABRT whatever the signal was that made it
 * crash; its log knows better, and is shown in part and removed.
 */
final class CrashLog {
  private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z0-9]+ \\(0x([0-9a-f]+)\\)");
  private static final int MOST_FRAMES = 8;

  private CrashLog() {}

  /** {@code failure}, with what {@code file} says about it, if it exists. */
  static Failure explain(Failure failure, Path file) {
    if (!Files.isRegularFile(file)) {
      return failure;
    }
    try (Stream<String> all = Files.lines(file)) {
      List<String> lines = all.limit(200).toList();
      Files.deleteIfExists(file);
      for (String line : lines) {
        Matcher matcher = SIGNAL.matcher(line);
        if (line.startsWith("#") && matcher.find()) {
          return explain(failure, Integer.parseInt(matcher.group(1), 16), lines);
        }
      }
      return failure;
    } catch (IOException e) {
      return failure;
    }
  }

  private static Failure explain(Failure failure, int signal, List<String> lines) {
    List<String> frames =
        lines.stream()
            .dropWhile(line -> !line.startsWith("Native frames"))
            .takeWhile(line -> !line.isBlank())
            .limit(MOST_FRAMES)
            .toList();
    return new Failure(
        failure.rank(),
        failure.pid(),
        "crashed by signal " + signal + " (" + Signal.name(signal) + ")",
        ExitCode.SIGNAL_BASE + signal,
        String.join("\n", frames));
  }
}
