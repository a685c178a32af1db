package org.rankspace.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder in which idle rank processes of one user wait: a socket each, {@code <kind>-<pid>}.
 * The user's alone (mode 0700), which is what keeps others out. To claim a process is to rename its
 * socket: one can.
 */
public final class PoolFolder {
  /** Where the folder is, for those who want it elsewhere. */
  public static final String VARIABLE = "RANKSPACE_POOL_DIR";

  private static final String RUNTIME = "XDG_RUNTIME_DIR";
  private static final String CLAIMED = ".claimed";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] STOP = {'s', 't', 'o', 'p'};
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> CREATED_PRIVATE =
      PosixFilePermissions.asFileAttribute(PRIVATE);

  private final Path path;

  private PoolFolder(Path path) {
    this.path = path;
  }

  /** A process that waits here. */
  public record Entry(Path socket, String kind, long pid) {
    /** Since when it waits; in the far past when it is gone. */
    FileTime since() {
      try {
        return Files.getLastModifiedTime(socket, LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        return FileTime.fromMillis(0);
      }
    }

    boolean isClaimed() {
      return socket.toString().endsWith(CLAIMED);
    }
  }

  /** Where the folder of this user is, or would be. */
  public static Path locate(Map<String, String> environment) {
    String given = environment.getOrDefault(VARIABLE, "");
    if (!given.isEmpty()) {
      return Path.of(given).toAbsolutePath();
    }
    Path runtime = Path.of(environment.getOrDefault(RUNTIME, ""));
    return runtime.isAbsolute()
        ? runtime.resolve("rankspace-pool")
        : Path.of("/tmp", "rankspace-pool-" + uid(Path.of("/proc/self")).orElse(0));
  }

  /** The folder at {@code path}, made if need be; empty when it cannot be, or is not private. */
  public static Optional<PoolFolder> open(Path path) {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path, CREATED_PRIVATE);
      }
    } catch (IOException e) {
      // perhaps because another has made it just now
    }
    return existing(path);
  }

  /** The folder at {@code path}, if there is one that is private. */
  public static Optional<PoolFolder> existing(Path path) {
    return isPrivate(path) ? Optional.of(new PoolFolder(path)) : Optional.empty();
  }

  private static boolean isPrivate(Path path) {
    try {
      return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
          && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)
          && uid(path).equals(uid(Path.of("/proc/self")));
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Integer> uid(Path path) {
    try {
      return Optional.of((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Path path() {
    return path;
  }

  /** Where process {@code pid} of that kind waits. */
  Path socket(String kind, long pid) {
    return path.resolve(kind + "-" + pid);
  }

  /** All that wait, claimed ones too. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      files.sorted().forEach(file -> entry(file).ifPresent(entries::add));
    } catch (IOException e) {
      // as if there were none
    }
    return entries;
  }

  /** Whether a process of that kind waits here. */
  public boolean has(String kind) {
    return entries().stream().anyMatch(entry -> entry.kind().equals(kind) && !entry.isClaimed());
  }

  private static Optional<Entry> entry(Path file) {
    String[] words = file.getFileName().toString().split("[-.]");
    if (words.length < 2 || !words[1].matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(new Entry(file, words[0], Long.parseLong(words[1])));
  }

  /**
   * Has one idle process of that kind become a rank; another is tried when one does not answer.
   *
   * @return the line to it; its end is the process's end. Empty when there is no such process
   */
  public Optional<Takeover> take(String kind, Handover handover) {
    for (Entry entry : entries()) {
      if (entry.kind().equals(kind) && !entry.isClaimed()) {
        Optional<Takeover> taken = claim(entry).flatMap(line -> Takeover.of(entry, line, handover));
        if (taken.isPresent()) {
          return taken;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalSocket> claim(Entry entry) {
    Path claimed = entry.socket().resolveSibling(entry.socket().getFileName() + CLAIMED);
    try {
      Files.move(entry.socket(), claimed, StandardCopyOption.ATOMIC_MOVE);
      Optional<LocalSocket> line = LocalSocket.connect(claimed);
      Files.deleteIfExists(claimed);
      return line;
    } catch (IOException e) {
      return Optional.empty(); // another was faster
    }
  }

  /**
   * Ends the process that has waited longest of those that are not of that kind.
   *
   * @return false when there is none
   */
  public boolean evict(String kind) {
    List<Entry> others =
        entries().stream().filter(e -> !e.kind().equals(kind) && !e.isClaimed()).toList();
    if (others.isEmpty()) {
      return false;
    }
    claim(Collections.min(others, Comparator.comparing(Entry::since)))
        .ifPresent(
            line -> {
              line.send(STOP);
              line.close();
            });
    return true;
  }

  /** Ends a process that waits, and waits for its end. False when it did not end. */
  public boolean stop(Entry entry) {
    try (LocalSocket line = LocalSocket.connect(entry.socket()).orElse(null)) {
      Files.deleteIfExists(entry.socket());
      return line == null || line.send(STOP) && line.receive(PATIENCE).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
