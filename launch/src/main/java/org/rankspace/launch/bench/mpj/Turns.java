package org.rankspace.launch.bench.mpj;

import java.util.Arrays;

/** How many turns the next round has, as in messages.py, and whether rounds still get faster. */
final class Turns {
  private static final double ROUND_S = 0.02;
  private static final double STILL_FASTER = 0.95;
  private static final int MOST_GROWTH = 8;

  private Turns() {}

  static int next(int turns, double tookS) {
    long wanted = (long) (turns * ROUND_S / tookS);
    return (int) Math.clamp(wanted, 1, (long) turns * MOST_GROWTH);
  }

  /** Whether the last quarter of the rounds was no faster than the quarter before. */
  static boolean isSteady(double[] us) {
    int quarter = us.length / 4;
    return quarter >= 2
        && median(us, us.length - quarter, us.length)
            > STILL_FASTER * median(us, us.length - 2 * quarter, us.length - quarter);
  }

  private static double median(double[] us, int from, int to) {
    double[] part = Arrays.copyOfRange(us, from, to);
    Arrays.sort(part);
    return (part[(part.length - 1) / 2] + part[part.length / 2]) / 2;
  }
}
