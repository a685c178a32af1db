package org.rankspace.launch.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rankspace.job.Activity;

/**
 * Finds out that no rank can ever go on. Round by round it is told what every rank is doing. A
 * deadlock is certain when, in two rounds one after the other, all ranks that have not finished
 * were blocked, and nothing was received or sent in between while all that had been sent was
 * received (Mattern: Algorithms for distributed termination detection, 1987, the four counter
 * method).
 *
 * <p>Pure: asks nobody and knows no time.
 */
final class DeadlockWatch {
  private final Map<Integer, Activity> round = new HashMap<>();
  private Set<Integer> asked = Set.of();
  private Set<Integer> running = Set.of();
  private List<Object> before;

  /**
   * Begins a round.
   *
   * @param asked the ranks that will answer
   * @param running those of them whose program has not ended
   */
  void begin(Set<Integer> asked, Set<Integer> running) {
    this.asked = Set.copyOf(asked);
    this.running = Set.copyOf(running);
    round.clear();
  }

  /**
   * An answer to what was asked after this round began; the last one tells. One from before would
   * make a round of what was never so at one time.
   */
  Optional<Deadlock> answer(int rank, Activity activity) {
    if (!asked.contains(rank) || round.put(rank, activity) != null) {
      return Optional.empty();
    }
    if (round.size() < asked.size()) {
      return Optional.empty();
    }
    List<Object> now = isStill() ? fingerprint() : null;
    boolean certain = now != null && now.equals(before);
    before = now;
    return certain ? Optional.of(deadlock()) : Optional.empty();
  }

  private boolean isStill() {
    long underWay = 0;
    for (Activity activity : round.values()) {
      underWay += activity.framesOut() - activity.framesIn();
    }
    return underWay == 0
        && !running.isEmpty()
        && running.stream().allMatch(rank -> round.get(rank).blocked());
  }

  /** What differs if anybody has moved. */
  private List<Object> fingerprint() {
    List<Object> all = new ArrayList<>();
    new TreeMap<>(round)
        .forEach(
            (rank, activity) -> {
              all.add(rank);
              all.add(activity.framesIn());
              all.add(activity.framesOut());
              all.add(activity.idleNs());
              activity.waits().forEach(wait -> all.add(wait.operation()));
            });
    return all;
  }

  private Deadlock deadlock() {
    Map<Integer, Activity> stuck = new TreeMap<>(round);
    stuck.keySet().retainAll(running);
    return new Deadlock(stuck, asked.size());
  }
}
