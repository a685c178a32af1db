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

  /** What a process says at the end of its part. */
  static final byte STAYS = 's';

  static final byte LEAVES = 'l';

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

  /**
   * Gets ready, beside whatever else there is to do: the first call of the C library takes some
   * hundredths of a second, nearly as long as all else that comes before a takeover.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("takeover-rehearsal").start(LocalSocket::rehearse);
  }

  public long pid() {
    return pid;
  }

  /** How a process's part in a job has ended. */
  public enum End {
    /** Well, and the process waits for another. */
    STAYS,
    /** Well, and the process ends too. */
    LEAVES,
    /** The process is gone, whatever the reason. */
    GONE
  }

  /** Waits for the end of the process's part in the job. */
  public End awaitEnd() {
    return line.receive(FOR_EVER)
        .map(parcel -> parcel.bytes()[0] == STAYS ? End.STAYS : End.LEAVES)
        .orElse(End.GONE);
  }

  /**
   * Waits until a process that {@linkplain End#STAYS stays} hangs up: when it gets on with what is
   * next for it, at the latest when this process has ended.
   */
  public void awaitFarewell() {
    line.receive(FOR_EVER);
  }

  @Override
  public void close() {
    line.close();
  }
}
