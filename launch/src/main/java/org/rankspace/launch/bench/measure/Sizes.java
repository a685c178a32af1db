package org.rankspace.launch.bench.measure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths in bytes as people write them: 512, 64K, 4M, 1G; powers of 1024. */
public final class Sizes {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})([KMG]?)(?:i?B)?");
  private static final String UNITS = "KMG";
  private static final int UNIT_BITS = 10;

  private Sizes() {}

  /** The bytes that {@code text} says, or -1 where it says none. */
  public static long parse(String text) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(java.util.Locale.ROOT).replace("IB", ""));
    if (!matcher.matches()) {
      return -1;
    }
    int unit = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
    return Long.parseLong(matcher.group(1)) << (UNIT_BITS * unit);
  }

  /** {@code 64 KiB} for 65536; exact, so 1000 stays {@code 1000 B}. */
  public static String text(long bytes) {
    int unit = 0;
    long rest = bytes;
    while (unit < UNITS.length() && rest > 0 && rest % (1 << UNIT_BITS) == 0) {
      rest >>= UNIT_BITS;
      unit++;
    }
    return unit == 0 ? rest + " B" : rest + " " + UNITS.charAt(unit - 1) + "iB";
  }
}
