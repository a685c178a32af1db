package org.rankspace.launch.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.pool.PoolFolder;

/** {@code rankspace pool status} and {@code stop}. */
final class IdleProcesses {
  private final Path path;
  private final Optional<PoolFolder> folder;

  IdleProcesses(Map<String, String> environment) {
    this.path = PoolFolder.locate(environment);
    this.folder = PoolFolder.existing(path);
  }

  /** Does what the words after {@code rankspace pool} say; returns the exit code. */
  int run(List<String> words) {
    switch (words.size() == 1 ? words.getFirst() : "") {
      case "status" -> status();
      case "stop" -> {
        return stop();
      }
      default ->
          throw new RankspaceException(
              ErrorClass.ARG, "say what to do: rankspace pool status, or rankspace pool stop");
    }
    return ExitCode.OK;
  }

  private List<PoolFolder.Entry> entries() {
    return folder.map(PoolFolder::entries).orElse(List.of());
  }

  private void status() {
    System.out.println(count() + " in " + path);
    for (PoolFolder.Entry entry : entries()) {
      System.out.println(
          "pid %d: idle for %d s, %d MB resident, kind %s"
              .formatted(
                  entry.pid(),
                  idle(entry.socket()).toSeconds(),
                  residentMegabytes(entry.pid()),
                  entry.kind()));
    }
  }

  private int stop() {
    String what = count();
    boolean all = true;
    for (PoolFolder.Entry entry : entries()) {
      all &= folder.orElseThrow().stop(entry);
    }
    System.out.println(what + (all ? " stopped" : " told to stop, not all of which answer"));
    return all ? ExitCode.OK : ExitCode.FAILURE;
  }

  private String count() {
    int number = entries().size();
    return number + (number == 1 ? " idle process" : " idle processes");
  }

  private static Duration idle(Path socket) {
    try {
      return Duration.between(Files.getLastModifiedTime(socket).toInstant(), Instant.now());
    } catch (IOException e) {
      return Duration.ZERO; // taken over meanwhile
    }
  }

  private static long residentMegabytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
