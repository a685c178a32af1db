package org.rankspace.launch.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.rankspace.job.Traffic;

/** What a user sees of the ranks while they run: a line each. */
final class RankProgress {
  private static final long KILO = 1000;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private final List<String> lines;

  RankProgress(int ranks) {
    lines = new ArrayList<>(Collections.nCopies(ranks, ""));
    for (int rank = 0; rank < ranks; rank++) {
      answer(rank, "starting", Traffic.NONE);
    }
  }

  /** What a rank says of itself. */
  void answer(int rank, String doing, Traffic traffic) {
    lines.set(
        rank,
        String.format(
            Locale.ROOT,
            "rank %-3d %,10d in %8s %,10d out %8s  %s",
            rank,
            traffic.messagesIn(),
            bytes(traffic.bytesIn()),
            traffic.messagesOut(),
            bytes(traffic.bytesOut()),
            doing));
  }

  List<String> lines() {
    return lines;
  }

  private static String bytes(long count) {
    double amount = count;
    int unit = 0;
    while (amount >= KILO && unit < UNITS.length - 1) {
      amount /= KILO;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
  }
}
