package org.rankspace.launch.process;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What the user reads when a job has failed. */
final class Report {
  private static final int MOST_LISTED = 4;

  private Report() {}

  /**
   * The first failure in full, those like it by their ranks, the others in a line each.
   *
   * @param failures in the order in which they happened; at least one
   * @param stopped how many ranks were stopped for it
   */
  static String of(List<Failure> failures, int stopped, String host, int exitCode) {
    Failure first = failures.getFirst();
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("rankrun: rank " + first.rank() + where(first, host) + " " + first.how());
    if (!first.traceback().isEmpty()) {
      lines.add(first.traceback().stripTrailing());
    }
    List<Failure> others = new ArrayList<>(failures.subList(1, failures.size()));
    List<Failure> alike = others.stream().filter(f -> alike(f, first)).toList();
    if (!alike.isEmpty()) {
      lines.add("rankrun: the same on " + ranks(alike));
    }
    others.removeAll(alike);
    for (Failure other : others.subList(0, Math.min(MOST_LISTED, others.size()))) {
      lines.add("rankrun: then rank " + other.rank() + where(other, host) + " " + other.how());
    }
    if (others.size() > MOST_LISTED) {
      lines.add("rankrun: and " + (others.size() - MOST_LISTED) + " more");
    }
    if (stopped > 0) {
      lines.add("rankrun: stopped " + count(stopped, "other rank") + "; exit code " + exitCode);
    }
    return lines.toString();
  }

  private static boolean alike(Failure one, Failure other) {
    return one.traceback().equals(other.traceback()) && one.how().equals(other.how());
  }

  private static String where(Failure failure, String host) {
    return " (" + host + ", pid " + failure.pid() + ")";
  }

  private static String ranks(List<Failure> failures) {
    String numbers =
        failures.stream()
            .map(f -> Integer.toString(f.rank()))
            .sorted()
            .collect(Collectors.joining(", "));
    return (failures.size() == 1 ? "rank " : "ranks ") + numbers;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
