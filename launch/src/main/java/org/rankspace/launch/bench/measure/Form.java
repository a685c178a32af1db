package org.rankspace.launch.bench.measure;

import java.util.Locale;

/** How a message is given to a verb. */
public enum Form {
  /** A Python object: {@code send}. */
  OBJECT,
  /** Memory as it is: {@code Send}. */
  BUFFER;

  /** As the measured programs and the reports write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
