package org.rankspace.launch.process;

import java.util.List;

/** A process of the job; leads a process group of its own where {@code grouped}. */
final class Child {
  private final Process process;
  private final List<Integer> ranks;
  private final boolean python;
  private final boolean grouped;

  /**
   * @param ranks those that it hosts
   * @param grouped whether its process group has its pid, so that its children can be reached
   */
  Child(Process process, List<Integer> ranks, boolean python, boolean grouped) {
    this.process = process;
    this.ranks = List.copyOf(ranks);
    this.python = python;
    this.grouped = grouped;
  }

  Process process() {
    return process;
  }

  List<Integer> ranks() {
    return ranks;
  }

  long pid() {
    return process.pid();
  }

  /** Whether ours is the program that speaks to the launcher. */
  boolean isPython() {
    return python;
  }

  /** Whether its process group has its pid. */
  boolean grouped() {
    return grouped;
  }

  /** To the process alone. */
  void signal(Signal signal) {
    if (process.isAlive()) {
      Posix.signal(pid(), signal);
    }
  }

  /** To the process and all that it has started. */
  void signalAll(Signal signal) {
    if (grouped) {
      Posix.signalGroup(pid(), signal);
    } else {
      signal(signal);
    }
  }
}
