package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rankspace.codec.PlainCodec;
import org.rankspace.transport.Forked;
import org.rankspace.transport.Transports;

/** Runs {@link Cases} between processes, over the transports that connect these. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForkedCommunicatorTest {
  private final String job = "cases." + ProcessHandle.current().pid();

  @ParameterizedTest(name = "all cases over {0}, {1} ranks, on {2}")
  @CsvSource({"mpj, 2, world", "mpj, 3, dup", "mpj, 4, split", "shm, 2, split", "shm, 4, world"})
  void allCases(String transport, int size, String kind) throws Exception {
    run(size, "-Xmx1g", transport, kind);
  }

  @Test
  void mpjCarriesMoreThanAGigabyteInOneMessage() throws Exception {
    run(2, "-Xmx4g", "mpj", "gigabyte");
  }

  private void run(int size, String heap, String transport, String what) throws Exception {
    try (Forked world = Forked.start(List.of(heap), CasesMain.class, size, transport, job, what)) {
      List<String> ends = new ArrayList<>();
      for (int rank = 0; rank < size; rank++) {
        int code = world.exitCode(rank);
        ends.add("%d: %s, exit code %d".formatted(rank, world.lines(rank), code));
      }
      assertThat(ends)
          .isEqualTo(IntStream.range(0, size).mapToObj(r -> r + ": [done], exit code 0").toList());
    }
  }

  /** One rank. It ends by itself after a minute at most, and says then where its threads are. */
  static final class CasesMain {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    public static void main(String[] args) {
      int rank = Integer.parseInt(args[0]);
      int size = Integer.parseInt(args[1]);
      try (World world =
          World.open(Transports.open(args[2], Forked.childExchange(), rank, size, args[3]))) {
        Thread.ofPlatform().daemon().start(() -> endIfLate(world));
        Communicator comm = world.communicator(PlainCodec::new);
        if (args[4].equals("gigabyte")) {
          Cases.gigabyte(comm);
        } else {
          Cases.runAll(args[4], comm);
        }
        comm.barrier();
        System.out.println("done");
      } catch (Throwable fault) {
        fault.printStackTrace();
        Runtime.getRuntime().halt(1);
      }
    }

    private static void endIfLate(World world) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < LIMIT.toNanos()) {
        LockSupport.parkNanos(LIMIT.toNanos());
      }
      System.out.println("waiting: " + world.state().waits() + ", unread: " + world.unread());
      for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
        System.out.println(each.getKey());
        for (StackTraceElement frame : each.getValue()) {
          System.out.println("    at " + frame);
        }
      }
      Runtime.getRuntime().halt(2);
    }
  }
}
