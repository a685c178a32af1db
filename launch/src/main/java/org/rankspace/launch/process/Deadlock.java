package org.rankspace.launch.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rankspace.job.Activity;

/**
 * A job in which no rank can go on.
 *
 * @param stuck what each rank that has not finished is doing
 * @param size how many ranks there are
 */
record Deadlock(Map<Integer, Activity> stuck, int size) {
  Deadlock {
    stuck = new TreeMap<>(stuck);
  }

  /** The report, line by line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "deadlock: no rank can go on" + (stuck.size() < size ? ", and others have finished" : ""));
    stuck.forEach(
        (rank, activity) -> {
          for (Activity.Wait wait : activity.waits()) {
            lines.add("  rank " + rank + " waits in " + wait);
          }
          for (String message : activity.unread()) {
            lines.add("  rank " + rank + " has a message that no receive has taken: " + message);
          }
        });
    String different = differentCollectives();
    if (different != null) {
      lines.add(different);
    }
    lines.add(cycle());
    return lines;
  }

  /** A rank and what it waits in. */
  private record Member(int rank, Activity.Collective in) {}

  /** Two ranks that are in one collective of a communicator as different calls; null for none. */
  private String differentCollectives() {
    List<Member> members = new ArrayList<>();
    stuck.forEach(
        (rank, activity) ->
            activity.waits().forEach(wait -> members.add(new Member(rank, wait.collective()))));
    for (Member one : members) {
      for (Member other : members) {
        if (one.in.contradicts(other.in)) {
          return "ranks are in different collectives: rank %d is in %s, rank %d in %s, each as collective number %d of it"
              .formatted(
                  one.rank, one.in.call(), other.rank, other.in.call(), one.in.sequence() + 1);
        }
      }
    }
    return null;
  }

  /**
   * Follows the waits from rank to rank until one comes again, or one leads to a rank that has
   * finished.
   */
  private String cycle() {
    List<Integer> path = new ArrayList<>();
    Integer rank = stuck.keySet().iterator().next();
    while (rank != null && stuck.containsKey(rank) && !path.contains(rank)) {
      path.add(rank);
      rank = awaited(rank);
    }
    if (rank == null) {
      return "rank "
          + path.getLast()
          + (waitsForAny(path.getLast())
              ? " waits for any rank, and none will send"
              : " waits for its own threads, and none of them goes on");
    }
    if (!stuck.containsKey(rank)) {
      return "rank " + path.getLast() + " waits for rank " + rank + ", which has finished";
    }
    List<Integer> round = path.subList(path.indexOf(rank), path.size());
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < round.size(); i++) {
      steps.add("rank " + round.get(i) + " waits for rank " + round.get((i + 1) % round.size()));
    }
    return "in a circle: " + String.join(", ", steps);
  }

  private boolean waitsForAny(int rank) {
    return stuck.get(rank).waits().stream().anyMatch(wait -> !wait.awaited().isEmpty());
  }

  /** The one rank that this one waits for; null if any would do, or none. */
  private Integer awaited(int rank) {
    for (Activity.Wait wait : stuck.get(rank).waits()) {
      for (int other : wait.awaited()) {
        if (other != Activity.ANY) {
          return other;
        }
      }
    }
    return null;
  }
}
