package org.rankspace.launch.plan;

import java.time.Duration;

/** Numbers as users write them. */
final class Numbers {
  /** More ranks than one host can carry; a slip of the finger rather than a wish. */
  static final int MOST_RANKS = 1024;

  private Numbers() {}

  /** A number of ranks. */
  static int count(String text, String where) {
    int count = integer(text);
    if (count < 1 || count > MOST_RANKS) {
      throw new Refusal(
          "not a number of ranks: " + where + "; give a whole number from 1 to " + MOST_RANKS);
    }
    return count;
  }

  /** A rank below {@code size}, or -1 where {@code text} is none. */
  static int rank(String text, int size) {
    int rank = integer(text);
    return rank < size ? rank : -1;
  }

  /** Seconds, with a fraction if need be. */
  static Duration seconds(String text, String where) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds <= 1e9) {
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new Refusal("not a number of seconds: " + where + "; give a number above 0");
  }

  /** A whole number from 0, or -1 where {@code text} is none. */
  private static int integer(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }
}
