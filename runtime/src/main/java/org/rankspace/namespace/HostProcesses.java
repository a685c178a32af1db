package org.rankspace.namespace;

import org.rankspace.libc.Libc;

/** The C library's functions about processes, for {@code processes.py}. Thread-safe. */
public final class HostProcesses {
  HostProcesses() {}

  /** What the function answers; -1 is its failure, usually. */
  public int call(String function, int first, int second) {
    return Libc.call(function, first, second, 0);
  }
}
