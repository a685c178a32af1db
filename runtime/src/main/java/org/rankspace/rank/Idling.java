package org.rankspace.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rankspace.job.ControlChannel;
import org.rankspace.pool.Berth;
import org.rankspace.pool.PoolFolder;
import org.rankspace.pool.Streams;

/**
 * What a process does between two jobs: makes sure that nothing of the first is left, and waits to
 * be taken over; not for ever, and not when memory is short.
 */
final class Idling {
  /** Where idle processes wait; set by a launcher whose ranks may be kept. */
  private static final String FOLDER = "rankspace.pool";

  /** Which of them are alike; see the launcher. */
  private static final String KIND = "rankspace.pool.kind";

  /** How long a process waits, in seconds; for tests. */
  private static final String PATIENCE = "rankspace.pool.seconds";

  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);
  private static final int LEAST_PLACES = 4;
  private static final int PLACES_PER_CORE = 2;

  /** The share of the memory that must be free. */
  private static final double LEAST_FREE = 0.15;

  private static final long MOST_HEAP_BYTES = 512L << 20;

  private final PoolFolder folder;
  private final String kind;
  private final Duration patience;
  private final FileTime homeMade = homeMade();
  private Traces traces;
  private Set<String> known = Set.of();
  private Optional<Berth.Turn> turn = Optional.empty();

  private Idling(PoolFolder folder, String kind, Duration patience) {
    this.folder = folder;
    this.kind = kind;
    this.patience = patience;
  }

  /** Empty where the launcher has asked for none. */
  static Optional<Idling> ofThisProcess() {
    String path = System.getProperty(FOLDER);
    if (path == null) {
      return Optional.empty();
    }
    Duration patience =
        Optional.ofNullable(Long.getLong(PATIENCE)).map(Duration::ofSeconds).orElse(USUAL_PATIENCE);
    return PoolFolder.existing(Path.of(path))
        .map(folder -> new Idling(folder, System.getProperty(KIND), patience));
  }

  /** To be called before the first job opens anything. */
  void begin() {
    traces = new Traces();
  }

  /** To be called when the process has joined a job, before the job's program begins. */
  void joined() {
    known = Traces.files();
  }

  /**
   * Leaves the job and waits for another.
   *
   * @param prepare makes ready what any job will need
   * @param soon done ahead if nobody comes at once
   * @param later done ahead if nobody comes then either
   * @return empty when this process must end, now or after having waited
   */
  Optional<Berth.Turn> next(ControlChannel job, Runnable prepare, Runnable soon, Runnable later) {
    if (isMarked() || !isRoom()) {
      leave();
      return Optional.empty();
    }
    try (Berth berth = Berth.open(folder, kind).orElse(null)) {
      if (berth == null) {
        leave();
        return Optional.empty();
      }
      Streams.leave();
      job.released();
      turn.ifPresent(last -> last.end(true));
      prepare.run();
      Rest rest = new Rest();
      turn =
          berth.await(
              soon, later, () -> rest.lasts() && isMemoryLeft() && homeMade.equals(homeMade()));
      turn.ifPresent(next -> next.handover().adopt());
      return turn;
    }
  }

  /** Leaves the job to end with it. */
  void leave() {
    turn.ifPresent(last -> last.end(false));
  }

  /** Whether the job has left anything. */
  private boolean isMarked() {
    try {
      String left = traces.left(known);
      if (!left.isEmpty() && Boolean.getBoolean("rankspace.pool.verbose")) {
        System.err.println("rankspace: this process is not kept, for the program has left " + left);
      }
      return !left.isEmpty();
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Makes room if need be: the next job is most likely one like the last. */
  private boolean isRoom() {
    int cores = Runtime.getRuntime().availableProcessors();
    int places = Math.max(LEAST_PLACES, PLACES_PER_CORE * cores);
    boolean room = true;
    while (room && folder.entries().size() >= places) {
      room = folder.evict(kind);
    }
    return room && isMemoryLeft();
  }

  /** One time of waiting. Tidies up when nobody has come at once, so that nobody waits for it. */
  private final class Rest {
    private final long sinceNs = System.nanoTime();
    private boolean tidy;

    /** Asked now and then. */
    boolean lasts() {
      if (!tidy) {
        tidy = true;
        System.gc();
      }
      return System.nanoTime() - sinceNs < patience.toNanos()
          && Runtime.getRuntime().totalMemory() < MOST_HEAP_BYTES;
    }
  }

  private static boolean isMemoryLeft() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
      return amount(lines, "MemAvailable:") > LEAST_FREE * amount(lines, "MemTotal:");
    } catch (IOException e) {
      return false;
    }
  }

  private static long amount(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.split("\\s+")[1])
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /** When the home was completed that this process runs from; the epoch while it is not. */
  private static FileTime homeMade() {
    try {
      Path home = Path.of(System.getProperty("java.home")).getParent();
      return Files.getLastModifiedTime(home.resolve("complete"));
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
