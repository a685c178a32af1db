package org.rankspace.comm;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.rankspace.codec.PlainCodec;
import org.rankspace.transport.Crew;
import org.rankspace.transport.Transport;

/** Runs {@link Cases} on world, dup and split communicators of 1 to 4 ranks, which are threads. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class CommunicatorContract {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The ends of a new world, opened by each rank in its own thread. */
  abstract Function<Integer, Transport> network(int size);

  /** Whether the cases run on this kind of communicator at this size. */
  boolean covers(String kind, int size) {
    return true;
  }

  @TestFactory
  Stream<DynamicTest> programs() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int size = 1; size <= 4; size++) {
      for (String kind : Cases.KINDS.keySet()) {
        if (!covers(kind, size)) {
          continue;
        }
        int ranks = size;
        tests.add(
            DynamicTest.dynamicTest(
                "all cases, %s of %d".formatted(kind, size),
                () ->
                    assertTimeoutPreemptively(
                        LIMIT, () -> run(ranks, world -> Cases.runAll(kind, world)))));
      }
    }
    return tests.stream();
  }

  @Test
  void carriesMoreThanAGigabyteInOneMessage() throws Exception {
    run(2, Cases::gigabyte);
  }

  final void run(int size, Cases.Case program) throws Exception {
    Function<Integer, Transport> network = network(size);
    Crew.run(
        size,
        rank -> {
          try (World world = World.open(network.apply(rank))) {
            Communicator comm = world.communicator(PlainCodec::new);
            program.run(comm);
            comm.barrier();
          }
        });
  }
}
