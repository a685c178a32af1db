package org.rankspace.launch.bench.report;

import java.util.Locale;
import org.rankspace.launch.bench.measure.Case;

/** Numbers as the reports write them: three digits that count, never an exponent. */
final class Figures {
  private static final int DIGITS = 3;

  private Figures() {}

  static String us(double us) {
    return text(us);
  }

  static String ratio(double ratio) {
    return text(ratio);
  }

  /** Megabytes (10^6 bytes) per second, or empty for messages without a length. */
  static String rate(Case test, double us) {
    return test.bytes() == 0 ? "" : text(test.movedBytes() / us);
  }

  static String text(double number) {
    int beforePoint = number < 1 ? 0 : (int) Math.floor(Math.log10(number)) + 1;
    int leadingZeros = number > 0 && number < 1 ? (int) -Math.floor(Math.log10(number)) - 1 : 0;
    int decimals = Math.max(0, DIGITS - beforePoint + leadingZeros);
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}
