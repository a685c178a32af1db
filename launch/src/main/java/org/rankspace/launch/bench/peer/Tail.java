package org.rankspace.launch.bench.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a job wrote to its standard error. Any thread may call. */
final class Tail {
  private static final int MOST_LINES = 30;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
