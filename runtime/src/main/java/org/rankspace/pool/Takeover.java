package org.rankspace.pool;

import java.time.Duration;
import java.util.Optional;

/** The line to a process that has become a rank of this job: it ends when the process does. */
public final class Takeover implements AutoCloseable {
  /**
   * How long a process may take to answer: it may still be getting ready, which never takes as long
   * as a new process would.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration FOR_EVER = Duration.ofMillis(Integer.MAX_VALUE);

  private final long pid;
  private final LocalSocket line;

  private Takeover(long pid, LocalSocket line) {
    this.pid = pid;
    this.line = line;
  }

  static Optional<Takeover> of(PoolFolder.Entry entry, LocalSocket line, Handover handover) {
    byte[] text = handover.text();
    boolean taken =
        text.length <= LocalSocket.MOST_BYTES
            && line.send(text, handover.in(), handover.out(), handover.err())
            && line.receive(PATIENCE).isPresent();
    if (!taken) {
      line.close();
      return Optional.empty();
    }
    return Optional.of(new Takeover(entry.pid(), line));
  }

  public long pid() {
    return pid;
  }

  /**
   * Waits for the end of the process's part in the job.
   *
   * @return whether it has left it in order; if not, the process is gone
   */
  public boolean awaitEnd() {
    return line.receive(FOR_EVER).isPresent();
  }

  @Override
  public void close() {
    line.close();
  }
}
