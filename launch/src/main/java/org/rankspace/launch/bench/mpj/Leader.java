package org.rankspace.launch.bench.mpj;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rank 0: does what the lines of standard input ask, and answers each with a line of JSON. */
final class Leader {
  private static final double NS = 1e9;
  private static final double US_PER_S = 1e6;
  private static final int WORDS_OF_A_CASE = 4;

  private Leader() {}

  static void serve() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      System.out.println(answer(List.of(line.split(" "))));
    }
    Link.sendCase("");
  }

  /** {@code warm CASE LEAST MOST} or {@code take CASE SECONDS}. */
  private static String answer(List<String> words) {
    List<String> test = words.subList(1, 1 + WORDS_OF_A_CASE);
    List<String> seconds = words.subList(1 + WORDS_OF_A_CASE, words.size());
    boolean warms = words.getFirst().equals("warm");
    double leastS = warms ? Double.parseDouble(seconds.getFirst()) : Double.MAX_VALUE;
    double mostS = Double.parseDouble(seconds.getLast());
    long startNs = System.nanoTime();
    double[] us = measure(test, leastS, mostS);
    double tookS = (System.nanoTime() - startNs) / NS;
    String said = warms ? "\"steady\": " + Turns.isSteady(us) : "\"us\": " + Arrays.toString(us);
    return String.format(Locale.ROOT, "{\"seconds\": %.3f, %s}", tookS, said);
  }

  /** Rounds until they are steady or the time is up; the first is not counted. */
  private static double[] measure(List<String> test, double leastS, double mostS) {
    Link.sendCase(String.join(" ", test));
    PingPong pingPong = new PingPong(test);
    double[] us = {};
    int turns = Turns.next(1, round(pingPong, 1));
    long startNs = System.nanoTime();
    double tookS = 0;
    while (tookS < mostS && !(tookS >= leastS && Turns.isSteady(us))) {
      double roundS = round(pingPong, turns);
      us = Arrays.copyOf(us, us.length + 1);
      us[us.length - 1] = roundS * US_PER_S / turns / 2;
      turns = Turns.next(turns, roundS);
      tookS = (System.nanoTime() - startNs) / NS;
    }
    Link.sendTurns(0);
    return us;
  }

  private static double round(PingPong pingPong, int turns) {
    Link.sendTurns(turns);
    double mineS = pingPong.round(true, turns);
    return Math.max(mineS, Link.receiveSeconds());
  }
}
