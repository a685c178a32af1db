package org.rankspace.launch.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rankspace.launch.bench.measure.Case;
import org.rankspace.launch.bench.measure.Catalogue;
import org.rankspace.launch.bench.measure.Measured;
import org.rankspace.launch.bench.measure.Side;
import org.rankspace.launch.bench.peer.BenchException;
import org.rankspace.launch.bench.peer.Entrant;
import org.rankspace.launch.bench.peer.Entrants;
import org.rankspace.launch.bench.peer.Scratch;
import org.rankspace.launch.bench.report.Report;
import org.rankspace.launch.bench.report.TextReport;
import org.rankspace.pool.Streams;

/** A run: who takes part, all cases with each number of ranks, what came of it. */
final class Bench implements AutoCloseable {
  private static final List<Long> QUICK_SIZES = List.of(64L, 64L << 10);

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final Scratch scratch = Scratch.create();
  private final List<Measured> measured = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private volatile Arena arena;
  private volatile boolean stopped;

  Bench(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /** Measures everything, which takes minutes, and prints each case when it is done. */
  Report run(Path rankrun, String version) throws InterruptedException {
    ZonedDateTime started = ZonedDateTime.now();
    String noise = Machine.noise();
    if (!noise.isEmpty()) {
      err.println("bench: " + noise);
    }
    List<Entrant> entrants = entrants(new Entrants(scratch, rankrun, version));
    entrants.forEach(entrant -> out.println(entrant.side().word() + ": " + entrant.version()));
    out.print(TextReport.heading());
    Map<Integer, List<Case>> jobs = jobs();
    int cases = jobs.values().stream().mapToInt(List::size).sum();
    Progress progress = new Progress(err, Streams.isTerminal(Streams.STANDARD_ERROR), steps(cases));
    for (Map.Entry<Integer, List<Case>> job : jobs.entrySet()) {
      runJob(job.getKey(), job.getValue(), entrants, progress);
    }
    progress.clear();
    Map<Side, String> versions = new EnumMap<>(Side.class);
    entrants.forEach(entrant -> versions.put(entrant.side(), entrant.version()));
    return new Report(started, Machine.describe(), noise, versions, measured, failures);
  }

  private List<Entrant> entrants(Entrants known) throws InterruptedException {
    List<Entrant> entrants = new ArrayList<>(List.of(known.find(Side.RANKSPACE)));
    for (Side side : settings.against()) {
      try {
        entrants.add(known.find(side));
      } catch (BenchException e) {
        err.println("bench: " + e.getMessage());
        failures.add(e.getMessage());
      }
    }
    return entrants;
  }

  /** The cases by number of ranks. What two ranks do is measured with the fewest only. */
  private Map<Integer, List<Case>> jobs() {
    Map<Integer, List<Case>> jobs = new LinkedHashMap<>();
    List<Long> sizes =
        settings.quick() && settings.sizes().isEmpty() ? QUICK_SIZES : settings.sizes();
    for (int ranks : settings.ranks()) {
      boolean withPairs = ranks == settings.ranks().getFirst();
      List<Case> cases = Catalogue.cases(settings.names(), sizes, ranks, withPairs);
      if (!cases.isEmpty()) {
        jobs.put(ranks, cases);
      }
    }
    return jobs;
  }

  /** Each case is rehearsed and measured; only the latter for a first look. */
  private int steps(int cases) {
    return settings.quick() ? cases : 2 * cases;
  }

  /** A job that fails ends the cases with this number of ranks; the others go on. */
  private void runJob(int ranks, List<Case> cases, List<Entrant> entrants, Progress progress)
      throws InterruptedException {
    int left = steps(cases.size());
    try (Arena mine = new Arena(settings, progress)) {
      arena = mine;
      if (stopped) {
        return;
      }
      mine.open(entrants, ranks);
      if (!settings.quick()) {
        for (Case test : cases) {
          mine.rehearse(test, entrants);
          left--;
          progress.stepDone();
        }
      }
      for (Case test : cases) {
        Measured one = mine.measure(test, entrants);
        left--;
        progress.stepDone();
        measured.add(one);
        out.print(TextReport.lines(one));
        out.flush();
      }
    } catch (BenchException e) {
      for (; left > 0; left--) {
        progress.stepDone();
      }
      if (!stopped) {
        String failure = "with %d ranks: %s".formatted(ranks, e.getMessage());
        err.println("bench: " + failure);
        failures.add(failure);
      }
    }
  }

  /** Ends the jobs, whoever runs them, and removes what they read. Any thread may call. */
  @Override
  public void close() {
    stopped = true;
    Arena last = arena;
    if (last != null) {
      last.close();
    }
    scratch.close();
  }
}
