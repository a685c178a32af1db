package org.rankspace.launch.bench.measure;

import java.util.Locale;

/** Who is measured. */
public enum Side {
  RANKSPACE,
  MPI4PY,
  MPJ;

  /** As the command line and the reports write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
