package org.rankspace.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.transport.End.Got;

/** Ranks that are processes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessesTest {
  private static final int RANKS = 3;
  private static final int TURNS = 2000;

  private final String job = "processes." + ProcessHandle.current().pid();

  @ParameterizedTest
  @ValueSource(strings = {"shm", "mpj"})
  void aRingOfSleepersPassesEveryFrameEndsByItselfAndPrintsNothing(String kind) throws Exception {
    try (Forked world = Forked.start(RingMain.class, RANKS, kind, job)) {
      for (int rank = 0; rank < RANKS; rank++) {
        assertThat(world.exitCode(rank)).as("exit code of rank %s", rank).isZero();
        assertThat(world.lines(rank)).containsExactly("passed " + TURNS);
      }
    }
    assertThat(files()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theOthersGoOnWhenAWriterIsKilledInTheMiddleOfAWrite(int time) throws Exception {
    try (Forked world = Forked.start(FloodMain.class, RANKS, "shm", job)) {
      Eventually.await("the flood", () -> world.lines(0).contains("flooded"));
      world.kill(2);
      assertThat(world.exitCode(2)).isEqualTo(128 + 9);
      world.tell(0, "go on");
      assertThat(world.exitCode(0)).isZero();
      assertThat(world.exitCode(1)).isZero();
      assertThat(world.lines(1)).containsExactly("talked");
    }
    assertThat(files()).isZero();
  }

  private long files() throws IOException {
    try (var files = Files.list(Path.of("/dev/shm"))) {
      return files.filter(file -> file.toString().contains(job)).count();
    }
  }

  /** Passes a token around, asleep whenever it is elsewhere. */
  static final class RingMain {
    public static void main(String[] args) {
      int rank = Integer.parseInt(args[0]);
      int size = Integer.parseInt(args[1]);
      try (Transport transport =
          Transports.open(args[2], Forked.childExchange(), rank, size, args[3])) {
        End end = new End(transport);
        for (int turn = 0; turn < TURNS; turn++) {
          byte[] body = End.body(turn, turn % 2000);
          if (rank == 0) {
            end.send(1, turn, body);
          }
          Got got = end.receive();
          if (got.tag() != turn || !End.isBody(turn, got.body())) {
            throw new AssertionError("wrong frame: " + got);
          }
          if (rank > 0) {
            end.send((rank + 1) % size, turn, body);
          }
        }
        System.out.println("passed " + TURNS);
      }
    }
  }

  /** Rank 2 floods the others until it is killed; then rank 0 still gets answers from rank 1. */
  static final class FloodMain {
    public static void main(String[] args) throws IOException {
      int rank = Integer.parseInt(args[0]);
      Transport transport = Transports.open(args[2], Forked.childExchange(), rank, 3, args[3]);
      End end = new End(transport);
      if (rank == 2) {
        byte[] body = new byte[transport.maxBodyBytes()];
        while (true) {
          end.offer(0, 1, body);
          end.offer(1, 1, body);
        }
      }
      if (rank == 0) {
        receiveUntilTold(end);
      }
      for (int turn = 0; turn < 1000; turn++) {
        if (rank == 0) {
          end.send(1, 100 + turn, End.body(turn, turn));
        }
        Got got = receivePastTheFlood(end);
        if (got.tag() != 100 + turn || !End.isBody(turn, got.body())) {
          throw new AssertionError("wrong frame: " + got);
        }
        if (rank == 1) {
          end.send(0, 100 + turn, got.body());
        }
      }
      System.out.println("talked");
      transport.close();
    }

    private static void receiveUntilTold(End end) throws IOException {
      int frames = 0;
      while (System.in.available() == 0) {
        if (end.tryReceive() != null && ++frames == 5000) {
          System.out.println("flooded");
        } else if (frames > 5000) {
          end.transport.await(TimeUnit.MICROSECONDS.toNanos(50));
        }
      }
    }

    private static Got receivePastTheFlood(End end) {
      Got got = end.receive();
      while (got.source() == 2) {
        got = end.receive();
      }
      return got;
    }
  }
}
