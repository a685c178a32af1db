package org.rankspace.launch.bench;

import java.io.PrintStream;

/** How far a run is: one line that is rewritten on a terminal, a line now and then elsewhere. */
final class Progress {
  private static final long BETWEEN_LINES_NS = 20_000_000_000L;
  private static final String CLEAR = "\r\033[K";
  private static final double NS_PER_MINUTE = 60e9;

  private final PrintStream err;
  private final boolean rewrites;
  private final int steps;
  private final long startNs = System.nanoTime();
  private long shownNs = startNs - BETWEEN_LINES_NS;
  private int done;

  Progress(PrintStream err, boolean rewrites, int steps) {
    this.err = err;
    this.rewrites = rewrites;
    this.steps = steps;
  }

  /** What is being done now. */
  void now(String what) {
    long nowNs = System.nanoTime();
    if (rewrites) {
      err.print(CLEAR + line(what, nowNs));
      err.flush();
    } else if (nowNs - shownNs >= BETWEEN_LINES_NS) {
      err.println(line(what, nowNs));
      shownNs = nowNs;
    }
  }

  /** A case is rehearsed or measured. */
  void stepDone() {
    done++;
    clear();
  }

  void clear() {
    if (rewrites) {
      err.print(CLEAR);
      err.flush();
    }
  }

  private String line(String what, long nowNs) {
    String left =
        done == 0
            ? ""
            : ", about %.0f min left"
                .formatted(Math.ceil((nowNs - startNs) / NS_PER_MINUTE * (steps - done) / done));
    return "bench: [%d/%d%s] %s".formatted(done + 1, steps, left, what);
  }
}
