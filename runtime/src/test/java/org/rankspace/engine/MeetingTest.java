package org.rankspace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rankspace.transport.Board;
import org.rankspace.transport.Crew;
import org.rankspace.transport.Eventually;
import org.rankspace.transport.ThreadExchange;
import org.rankspace.transport.Transport;
import org.rankspace.transport.fault.FaultTransport;
import org.rankspace.transport.fault.Faults;
import org.rankspace.transport.local.LocalNetwork;
import org.rankspace.transport.shm.ShmTransport;

/** Ranks that wait for each other in memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MeetingTest {
  private static Meeting open(Engine engine, long key, Integer... members) {
    List<Integer> all = List.of(members);
    return engine.openMeeting(
        new Meeting.Invitation(
            key, all, all.indexOf(engine.rank()), key, 1, "barrier() on group " + key));
  }

  private static Integer[] world(int size) {
    return IntStream.range(0, size).boxed().toArray(Integer[]::new);
  }

  private static Function<Integer, Transport> network(String transport, int size) {
    if (transport.equals("local")) {
      return new LocalNetwork(size)::transport;
    }
    ThreadExchange exchange = new ThreadExchange(size);
    String job = UUID.randomUUID().toString();
    return rank -> ShmTransport.open(exchange.of(rank), rank, size, job);
  }

  /**
   * What jcstress would do: all act at the same moment, and what each has written before without
   * any order, the others must see behind.
   *
   * @param pauseNs how long one of them stays away now and then, so that the others fall asleep
   */
  @ParameterizedTest
  @CsvSource({
    "local, 2, 100000, 0",
    "local, 4, 10000, 0",
    "local, 3, 300, 2000000",
    "shm, 2, 100000, 0",
    "shm, 4, 10000, 0",
    "shm, 8, 4000, 0",
    "shm, 3, 300, 2000000"
  })
  void nobodyLeavesBeforeAllHaveComeAndAllSeeWhatWasWritten(
      String transport, int size, int rounds, long pauseNs) throws Exception {
    Function<Integer, Transport> network = network(transport, size);
    int[][] written = new int[size][64];
    Crew.run(
        size,
        rank -> {
          try (Engine engine = engine(network.apply(rank))) {
            Meeting meeting = open(engine, 7, world(size));
            for (int round = 0; round < rounds; round++) {
              if (pauseNs > 0 && round % size == rank) {
                pause(pauseNs);
              }
              written[rank][0] = round;
              engine.meet(meeting, 2 * round);
              for (int other = 0; other < size; other++) {
                if (written[other][0] != round) {
                  throw new AssertionError(
                      "round %d, rank %d: %d".formatted(round, other, written[other][0]));
                }
              }
              engine.meet(meeting, 2 * round + 1);
            }
          }
        });
  }

  private static void pause(long ns) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < ns) {
      Thread.onSpinWait();
    }
  }

  private static Engine engine(Transport transport) {
    return new Engine(transport, Limits.of(transport));
  }

  @Test
  void communicatorsMeetApartUntilThereIsNoMoreRoomForAnybody() throws Exception {
    LocalNetwork network = new LocalNetwork(4);
    List<Set<Long>> opened =
        Crew.call(
            4,
            rank -> {
              Set<Long> keys = new HashSet<>();
              Engine engine = engine(network.transport(rank));
              for (long i = 0; i < Board.WORDS; i++) {
                long key = 31 * (rank % 2 == 0 ? i : Board.WORDS - 1 - i); // also 0
                if (open(engine, key, world(4)) != null) {
                  keys.add(key);
                }
              }
              return keys;
            });
    assertThat(opened.getFirst()).hasSize(Board.WORDS / 9);
    assertThat(new HashSet<>(opened)).hasSize(1);
  }

  @Test
  void thereIsNoneForManyOrOverATransportWithoutABoard() {
    int many = Meetings.MOST_MEMBERS + 1;
    try (Engine one = engine(new LocalNetwork(many).transport(0));
        Engine other =
            engine(new FaultTransport(new LocalNetwork(2).transport(0), Faults.random(1, 0.1)))) {
      assertThat(open(one, 1, world(many))).isNull();
      assertThat(open(one, 2, world(many - 1))).isNotNull();
      assertThat(open(other, 3, world(2))).isNull();
    }
  }

  @Test
  void saysWhoIsMissingAndCountsWhoCame() throws Exception {
    LocalNetwork network = new LocalNetwork(3);
    try (Engine engine = engine(network.transport(0));
        Engine second = engine(network.transport(1))) {
      long framesOut = engine.snapshot().framesOut();
      FutureTask<Object> meeting = inThread(engine, 2);
      assertThat(engine.snapshot().blockedNs()).isZero();
      assertThat(describe(engine)).containsExactly("barrier() on group 9, waiting for ranks 1, 2");
      assertThat(engine.snapshot().framesOut()).isEqualTo(framesOut + 1);
      assertThat(engine.snapshot().framesIn()).isEqualTo(engine.snapshot().framesOut());
      FutureTask<Object> other = inThread(second, 2);
      assertThat(describe(engine)).containsExactly("barrier() on group 9, waiting for rank 2");
      try (Engine third = engine(network.transport(2))) {
        third.meet(open(third, 9, world(3)), 2);
      }
      assertThat(meeting.get()).isEqualTo("met");
      assertThat(other.get()).isEqualTo("met");
    }
  }

  @Test
  void isLeftWhenInterruptedOrClosed() throws Exception {
    LocalNetwork network = new LocalNetwork(3);
    Engine first = engine(network.transport(0));
    Engine second = engine(network.transport(1));
    FutureTask<Object> interrupted =
        new FutureTask<>(() -> first.meet(open(first, 9, 0, 1, 2), 0), 1);
    Thread thread = Thread.ofPlatform().daemon().start(interrupted);
    Eventually.await("a wait", () -> first.snapshot().waiting().size() == 1);
    thread.interrupt();
    assertThatThrownBy(interrupted::get).hasMessageContaining("the wait was interrupted");
    FutureTask<Object> closed = inThread(second, 0);
    second.close();
    assertThatThrownBy(closed::get)
        .hasMessageContaining("the rank's message passing has been closed");
    first.close();
  }

  private static FutureTask<Object> inThread(Engine engine, int sequence) {
    FutureTask<Object> task =
        new FutureTask<>(() -> engine.meet(open(engine, 9, world(3)), sequence), "met");
    Thread.ofPlatform().daemon().start(task);
    Eventually.await("a wait", () -> engine.snapshot().waiting().size() == 1);
    return task;
  }

  private static List<String> describe(Engine engine) {
    return engine.snapshot().waiting().stream()
        .map(waiting -> waiting.request().describe())
        .toList();
  }
}
