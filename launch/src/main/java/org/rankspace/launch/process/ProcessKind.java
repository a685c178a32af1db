package org.rankspace.launch.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.rankspace.job.Protocol;

/**
 * What a process has from whoever started it and cannot be given later. An idle process may stand
 * in for a new one where all of it is the same: build and options of its JVM; limits, priority,
 * cores, user, groups, cgroup, namespaces; and what a JVM reads of its environment.
 */
final class ProcessKind {
  private static final Path SELF = Path.of("/proc/self");

  private static final List<String> FILES = List.of("limits", "cgroup", "oom_score_adj");

  private static final Set<String> STATUS =
      Set.of(
          "Umask",
          "Uid",
          "Gid",
          "Groups",
          "SigIgn",
          "SigBlk",
          "CapPrm",
          "CapEff",
          "CapBnd",
          "NoNewPrivs",
          "Seccomp",
          "Cpus_allowed",
          "Mems_allowed");

  /** Field 19 of /proc/self/stat, counted behind the name. */
  private static final int NICE = 16;

  private static final List<String> VARIABLES =
      List.of(
          "LANG",
          "LC_",
          "TZ",
          "LD_",
          "JAVA_",
          "JDK_",
          "_JAVA",
          "MALLOC_",
          "GLIBC_",
          "HOME",
          "PATH",
          "TMPDIR",
          "USER",
          "LOGNAME",
          "PYTHON",
          "RANKSPACE_JAVA_OPTIONS");

  private final String text;

  private ProcessKind(String text) {
    this.text = text;
  }

  /** That of the ranks which this launcher starts. */
  static ProcessKind of(Home home, Map<String, String> environment, RankCommand command) {
    StringBuilder text = new StringBuilder();
    text.append(Protocol.NUMBER).append(Protocol.version()).append(home.made());
    text.append(command.of(false, List.of(), List.of()));
    FILES.forEach(file -> text.append(content(SELF.resolve(file))));
    content(SELF.resolve("status"))
        .lines()
        .filter(line -> STATUS.contains(line.split(":")[0]))
        .forEach(text::append);
    text.append(nice(content(SELF.resolve("stat"))));
    text.append(namespaces());
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (VARIABLES.stream().anyMatch(name::startsWith)) {
                text.append(name).append('=').append(value).append('\n');
              }
            });
    return new ProcessKind(text.toString());
  }

  /**
   * A short word for the processes whose command has that in front of it. Two checksums: nobody but
   * the user can have a process in the pool, and finding a better digest takes Java 5 ms.
   */
  String with(List<String> prefix) {
    byte[] bytes = (text + prefix).getBytes(StandardCharsets.UTF_8);
    return digits(new CRC32(), bytes) + digits(new CRC32C(), bytes);
  }

  private static String digits(Checksum sum, byte[] bytes) {
    sum.update(bytes);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static String nice(String stat) {
    String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return numbers[NICE];
  }

  private static String namespaces() {
    try (Stream<Path> links = Files.list(SELF.resolve("ns"))) {
      StringBuilder text = new StringBuilder();
      for (Path link : links.sorted().toList()) {
        text.append(Files.readSymbolicLink(link));
      }
      return text.toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
