package org.rankspace.launch.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rankspace.launch.bench.measure.Case;
import org.rankspace.launch.bench.measure.Form;
import org.rankspace.launch.bench.measure.Measured;
import org.rankspace.launch.bench.measure.Sample;
import org.rankspace.launch.bench.measure.Side;
import org.rankspace.launch.bench.peer.Contestant;
import org.rankspace.launch.bench.peer.Entrant;

/**
 * The jobs of all sides with one number of ranks, alive at the same time and measured in turns:
 * while one runs, the others sleep. {@link #close} may come from another thread.
 */
final class Arena implements AutoCloseable {
  /** Rounds of the sides alternate this often, so that noise that lasts seconds meets all. */
  private static final int TURNS = 4;

  /** What is compiled while it runs is given this long even if it looks steady before. */
  private static final double LEAST_OF_A_JVM_S = 2;

  /**
   * The first case of a form warms up what all of that form share; the first of all, the compiler
   * itself. Until then a case can stay on one level for seconds with no compiler at work.
   */
  private static final double LEAST_OF_THE_FIRST_S = 5;

  private static final double MOST_OF_THE_FIRST_S = 60;

  private static final double LEAST_S = 0.5;
  private static final double MOST_S = 30;
  private static final double QUICK_PART = 0.15;

  /** Of the time for warming up: what is not done by the end of it is done beside other cases. */
  private static final double REHEARSAL_PART = 0.5;

  private final Map<Side, Contestant> contestants = new LinkedHashMap<>();
  private final Settings settings;
  private final Progress progress;
  private final Map<Side, Set<Form>> seen = new EnumMap<>(Side.class);
  private boolean closed;

  Arena(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Starts a job for each entrant, one after the other. */
  void open(List<Entrant> entrants, int ranks) throws InterruptedException {
    for (Entrant entrant : entrants) {
      if (entrant.canRun(ranks)) {
        progress.now("starting %s with %d ranks".formatted(entrant.side().word(), ranks));
        add(Contestant.start(entrant, ranks));
      }
    }
  }

  private synchronized void add(Contestant contestant) {
    if (closed) {
      contestant.close();
    } else {
      contestants.put(contestant.side(), contestant);
    }
  }

  /**
   * Lets the sides that are compiled while they run do a case some time before it is measured: what
   * cases share is then compiled for all of them, and not anew in each.
   */
  void rehearse(Case test, List<Entrant> entrants) throws InterruptedException {
    for (Contestant side : sides(test, entrants)) {
      if (side.side() != Side.MPI4PY) {
        progress.now("rehearsing %s: %s".formatted(side.side().word(), test.title()));
        warm(side, test, REHEARSAL_PART);
      }
    }
  }

  /** Warms up every side that knows the case, then measures them in turns. */
  Measured measure(Case test, List<Entrant> entrants) throws InterruptedException {
    List<Contestant> sides = sides(test, entrants);
    Map<Side, Contestant.WarmUp> warmUps = new LinkedHashMap<>();
    for (Contestant side : sides) {
      progress.now("warming up %s: %s".formatted(side.side().word(), test.title()));
      warmUps.put(side.side(), warm(side, test, settings.quick() ? QUICK_PART : 1));
    }
    Map<Side, List<double[]>> turns = new LinkedHashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (Contestant side : sides) {
        progress.now("measuring %s: %s".formatted(side.side().word(), test.title()));
        turns
            .computeIfAbsent(side.side(), any -> new ArrayList<>())
            .add(side.take(test, settings.seconds() / TURNS));
      }
    }
    Map<Side, Sample> samples = new LinkedHashMap<>();
    warmUps.forEach(
        (side, warmUp) ->
            samples.put(side, new Sample(warmUp.seconds(), warmUp.steady(), turns.get(side))));
    return new Measured(test, samples);
  }

  private List<Contestant> sides(Case test, List<Entrant> entrants) {
    List<Contestant> sides = new ArrayList<>();
    for (Entrant entrant : entrants) {
      if (entrant.knows(test) && contestants.containsKey(entrant.side())) {
        sides.add(contestants.get(entrant.side()));
      }
    }
    return sides;
  }

  private Contestant.WarmUp warm(Contestant side, Case test, double part)
      throws InterruptedException {
    if (side.side() == Side.MPI4PY) {
      return side.warm(test, LEAST_S * part, MOST_S * part);
    }
    boolean first =
        seen.computeIfAbsent(side.side(), any -> EnumSet.noneOf(Form.class)).add(test.form());
    double leastS = first ? LEAST_OF_THE_FIRST_S : LEAST_OF_A_JVM_S;
    double mostS = crowding(test.ranks()) * (first ? MOST_OF_THE_FIRST_S : MOST_S);
    return side.warm(test, leastS * part, mostS * part);
  }

  /** How many times as long compilers take that share their core with more than one other. */
  private static double crowding(int ranks) {
    return Math.max(1, ranks / (2.0 * Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public void close() {
    List<Contestant> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(contestants.values());
    }
    all.forEach(Contestant::close);
  }
}
