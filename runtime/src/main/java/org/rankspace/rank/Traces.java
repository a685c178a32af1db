package org.rankspace.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rankspace.job.Signals;

/**
 * What a job can leave behind in its process, outside of its namespace. Taken before the first job;
 * compared after each.
 */
final class Traces {
  private static final Path SELF = Path.of("/proc/self");
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Lines of /proc/self/status that a program can change for good. */
  private static final Set<String> STATUS =
      Set.of("Umask", "SigIgn", "SigCgt", "Uid", "Gid", "Groups", "Cpus_allowed", "Seccomp");

  /** Threads that the JVM, the engine and the line to the launcher have when they need them. */
  private static final List<String> SERVANTS =
      List.of(
          "TruffleCompilerThread",
          "process reaper",
          "Cleaner",
          "Attach Listener",
          "SIG",
          "control-");

  /** Files that Java itself opens when it needs them. */
  private static final List<String> OURS = List.of("/proc/", "/dev/random", "/dev/urandom");

  private final Set<Thread> threads = threads();
  private final Map<String, String> state = state();
  private final Set<String> files = files();
  private final Runnable signals = Signals.remember();

  /**
   * Undoes what can be undone, and names the first thing that cannot; empty if all is well.
   *
   * @param known files that were open before the program began
   */
  String left(Set<String> known) throws InterruptedException {
    signals.run();
    String kin = Kin.any();
    if (!kin.isEmpty()) {
      return "a process: " + kin;
    }
    for (Thread thread : threads()) {
      if (!threads.contains(thread) && !isServant(thread)) {
        thread.join(PATIENCE);
        if (thread.isAlive()) {
          return "a thread: " + thread.getName();
        }
      }
    }
    Map<String, String> now = state();
    for (String name : now.keySet()) {
      if (!now.get(name).equals(state.get(name))) {
        return "a change: " + name;
      }
    }
    Set<String> open = files();
    open.removeAll(files);
    open.removeAll(known);
    return open.isEmpty() ? "" : "an open file: " + open.iterator().next();
  }

  private static boolean isServant(Thread thread) {
    return SERVANTS.stream().anyMatch(thread.getName()::startsWith);
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  private static Map<String, String> state() {
    Map<String, String> state = new TreeMap<>();
    for (String line : lines(SELF.resolve("status"))) {
      String name = line.substring(0, Math.max(0, line.indexOf(':')));
      if (STATUS.contains(name)) {
        state.put(name, line);
      }
    }
    state.put("limits", String.join("\n", lines(SELF.resolve("limits"))));
    String[] numbers = afterName(String.join("", lines(SELF.resolve("stat"))));
    state.put("nice", numbers.length > 16 ? numbers[16] : "");
    state.put("oom_score_adj", String.join("", lines(SELF.resolve("oom_score_adj"))));
    state.put("locale", Locale.getDefault().toString());
    state.put("time zone", TimeZone.getDefault().getID());
    state.put("system properties", new TreeMap<>(System.getProperties()).toString());
    state.put("standard streams", System.in + " " + System.out + " " + System.err);
    return state;
  }

  /** The open files, but for those that are read from where Java and Python live. */
  static Set<String> files() {
    Set<String> files = new HashSet<>();
    String home = Path.of(System.getProperty("java.home")).getParent().toString();
    try (Stream<Path> descriptors = Files.list(SELF.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = target(descriptor);
        if (OURS.stream().noneMatch(target::startsWith) && !target.startsWith(home)) {
          files.add(descriptor.getFileName() + " " + target);
        }
      }
    } catch (IOException e) {
      // a system without /proc has no pool either
    }
    return files;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "/proc/"; // closed meanwhile
    }
  }

  /** The fields of /proc/PID/stat from the third on: state, parent, group, session... */
  private static String[] afterName(String stat) {
    return stat.substring(Math.min(stat.length(), stat.lastIndexOf(')') + 2)).split(" ");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
