package org.rankspace.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** An idle process's place in the pool. */
public final class Berth implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(20);

  /** Who starts job after job comes by then, and shall find the cores free. */
  private static final Duration RUSH = Duration.ofMillis(300);

  /** By then comes who types the next command, and shall find them free as well. */
  private static final Duration CALM = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a rank that has ended leaves the cores to those of its job that have not. */
  private static final Duration COURTESY = Duration.ofMillis(200);

  private static final byte[] ANSWER = {'o', 'k'};

  private final Path path;
  private final LocalSocket socket;

  private Berth(Path path, LocalSocket socket) {
    this.path = path;
    this.socket = socket;
  }

  /** The next job of this process. */
  public static final class Turn {
    private final Handover handover;
    private final LocalSocket line;

    private Turn(Handover handover, LocalSocket line) {
      this.handover = handover;
      this.line = line;
    }

    public Handover handover() {
      return handover;
    }

    /**
     * Tells the launcher that the rank has ended well.
     *
     * @param stays whether the process waits for another job, else it ends. One that stays returns
     *     from here when the launcher has ended, or soon: what comes next would hold the job up
     */
    public void end(boolean stays) {
      line.send(new byte[] {stays ? Takeover.STAYS : Takeover.LEAVES});
      if (stays) {
        line.receive(COURTESY);
      }
      line.close();
    }
  }

  /** A place in {@code folder}; empty when the system refuses. */
  public static Optional<Berth> open(PoolFolder folder, String kind) {
    Path path = folder.socket(kind, ProcessHandle.current().pid());
    return LocalSocket.listen(path).map(socket -> new Berth(path, socket));
  }

  /**
   * Waits to be taken over.
   *
   * @param soon done once, if nobody comes at once: short
   * @param later done once, if nobody comes then either
   * @param stays asked now and then whether the process shall go on waiting
   * @return empty when it shall not, when it is told to stop, or when its place is gone
   */
  public Optional<Turn> await(Runnable soon, Runnable later, BooleanSupplier stays) {
    Optional<LocalSocket> caller = socket.accept(RUSH);
    if (caller.isEmpty()) {
      soon.run();
      caller = socket.accept(CALM);
    }
    if (caller.isEmpty()) {
      later.run();
      caller = socket.accept(LOOK);
    }
    while (caller.isEmpty()
        && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && stays.getAsBoolean()) {
      caller = socket.accept(LOOK);
    }
    return caller.flatMap(Berth::hear);
  }

  private static Optional<Turn> hear(LocalSocket line) {
    Optional<Turn> turn =
        line.receive(PATIENCE)
            .flatMap(Handover::of)
            .filter(handover -> line.send(ANSWER))
            .map(handover -> new Turn(handover, line));
    if (turn.isEmpty()) {
      line.close();
    }
    return turn;
  }

  @Override
  public void close() {
    socket.close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // whoever finds it will find nobody there
    }
  }
}
