package org.rankspace.launch.control;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rankspace.job.Activity;

/**
 * Finds the ranks that wait in vain: for ranks that are gone, or for each other. Round by round it
 * is told what those do that are at a call. A rank is found when in two rounds, one after the
 * other, it waited for nobody outside, and neither received nor sent anything in between.
 *
 * <p>Pure: asks nobody and knows no time.
 */
final class VainWaits {
  private record Moment(long call, long framesIn, long framesOut, List<String> operations) {}

  private final int size;
  private final Map<Integer, Activity> round = new HashMap<>();
  private final Map<Integer, Moment> before = new HashMap<>();
  private Set<Integer> gone = Set.of();
  private Map<Integer, Long> asked = Map.of();
  private Set<Integer> witnesses = Set.of();

  /**
   * @param size how many ranks there are, those that are gone included
   */
  VainWaits(int size) {
    this.size = size;
  }

  /**
   * Begins a round.
   *
   * @param gone the ranks that will never end a wait
   * @param asked the ranks that will answer, and the calls that they are at
   * @param witnesses those of them that were at their call already when a rank died: what they
   *     expect from any rank is not expected from one that is idle
   */
  void begin(Set<Integer> gone, Map<Integer, Long> asked, Set<Integer> witnesses) {
    if (round.size() < this.asked.size()) {
      before.clear();
    }
    round.clear();
    this.gone = Set.copyOf(gone);
    this.asked = Map.copyOf(asked);
    this.witnesses = Set.copyOf(witnesses);
  }

  /** An answer; the last one of a round brings what each rank does that waits in vain. */
  Map<Integer, Activity> answer(int rank, Activity activity) {
    if (!asked.containsKey(rank) || round.put(rank, activity) != null) {
      return Map.of();
    }
    return round.size() < asked.size() ? Map.of() : conclude();
  }

  private Map<Integer, Activity> conclude() {
    Map<Integer, Activity> found = new HashMap<>();
    Map<Integer, Moment> now = new HashMap<>();
    for (int rank : stuck()) {
      Activity activity = round.get(rank);
      Moment moment = moment(asked.get(rank), activity);
      now.put(rank, moment);
      if (moment.equals(before.get(rank))) {
        found.put(rank, activity);
      }
    }
    before.clear();
    before.putAll(now);
    return found;
  }

  private static Moment moment(long call, Activity activity) {
    return new Moment(
        call,
        activity.framesIn(),
        activity.framesOut(),
        activity.waits().stream().map(Activity.Wait::operation).toList());
  }

  /** The largest set of ranks that wait for nobody but each other and those that are gone. */
  private Set<Integer> stuck() {
    Set<Integer> stuck = new HashSet<>(asked.keySet());
    stuck.removeIf(rank -> !round.get(rank).blocked() || awaited(rank).isEmpty());
    while (stuck.removeIf(rank -> !isInVain(rank, stuck))) {
      // one less may free others
    }
    return stuck;
  }

  private List<Integer> awaited(int rank) {
    return round.get(rank).waits().stream().flatMap(wait -> wait.awaited().stream()).toList();
  }

  private boolean isInVain(int rank, Set<Integer> stuck) {
    for (int other : awaited(rank)) {
      boolean hopeless =
          other == Activity.ANY
              ? areAllHopeless(rank, stuck)
              : gone.contains(other) || stuck.contains(other);
      if (!hopeless) {
        return false;
      }
    }
    return true;
  }

  private boolean areAllHopeless(int rank, Set<Integer> stuck) {
    for (int other = 0; other < size; other++) {
      boolean idle = !asked.containsKey(other);
      if (other != rank
          && !gone.contains(other)
          && !stuck.contains(other)
          && !(idle && witnesses.contains(rank))) {
        return false;
      }
    }
    return true;
  }
}
