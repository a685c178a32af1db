package org.rankspace.comm;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.rankspace.codec.PlainCodec;
import org.rankspace.transport.Crew;
import org.rankspace.transport.Transport;

/**
 * Runs {@link BufferMessages}, {@link BufferMovement}, {@link BufferReductions} and {@link
 * BufferStarts} on world and split communicators of 1 to 5 ranks, which are threads, and what needs
 * more ranks on 9.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class BuffersContract {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The ends of a new world, opened by each rank in its own thread. */
  abstract Function<Integer, Transport> network(int size);

  @TestFactory
  Stream<DynamicTest> messages() {
    return tests(BufferMessages.all());
  }

  @TestFactory
  Stream<DynamicTest> movement() {
    return tests(BufferMovement.all());
  }

  @TestFactory
  Stream<DynamicTest> reductions() {
    return tests(BufferReductions.all());
  }

  @TestFactory
  Stream<DynamicTest> starts() {
    return tests(BufferStarts.all());
  }

  @TestFactory
  Stream<DynamicTest> manyRanks() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "broadcasts in pieces, 9 ranks",
            () -> assertTimeoutPreemptively(LIMIT, () -> run(9, BufferMovement.MANY_RANKS))));
  }

  private Stream<DynamicTest> tests(Map<String, Cases.Case> cases) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            size ->
                DynamicTest.dynamicTest(
                    size + " ranks",
                    () -> assertTimeoutPreemptively(LIMIT, () -> run(size, cases))));
  }

  /** One world for all cases: what a case leaves behind, the next one must not notice. */
  private void run(int size, Map<String, Cases.Case> cases) throws Exception {
    Function<Integer, Transport> network = network(size);
    Crew.run(
        size,
        rank -> {
          try (World world = World.open(network.apply(rank))) {
            Communicator all = world.communicator(PlainCodec::new);
            Communicator comm = size % 2 == 0 ? all.split(0, -all.rank()) : all;
            for (Map.Entry<String, Cases.Case> entry : cases.entrySet()) {
              try {
                entry.getValue().run(comm);
              } catch (Throwable fault) {
                throw new AssertionError("rank " + comm.rank() + ": " + entry.getKey(), fault);
              }
            }
            comm.barrier();
          }
        });
  }
}
