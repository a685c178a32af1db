package org.rankspace.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.transport.End.Got;
import org.rankspace.wire.FrameHeader;

/** What every transport does; bound to each by a subclass. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TransportContract {
  private static final long LONG_NS = TimeUnit.SECONDS.toNanos(30);

  private final List<Transport> opened = new ArrayList<>();

  /** A world of {@code size} ranks, all in this JVM, in rank order. */
  protected abstract List<Transport> open(int size) throws Exception;

  private List<End> world(int size) throws Exception {
    List<Transport> world = open(size);
    opened.addAll(world);
    return world.stream().map(End::new).toList();
  }

  @AfterEach
  void closeAll() throws Exception {
    Crew.run(opened.size(), i -> opened.get(i).close());
  }

  /** Some have one, and those that have none say so. */
  @Test
  void aBoardIsSeenByAllAndWhoRingsEndsTheAwaitOfWhoLooks() throws Exception {
    List<End> world = world(3);
    List<Board> boards = world.stream().map(end -> end.transport.board()).toList();
    assumeThat(boards).doesNotContainNull();
    Crew.run(
        3,
        rank -> {
          Board board = boards.get(rank);
          for (int round = 1; round <= 500; round++) {
            int turn = round;
            BooleanSupplier come = () -> board.get(Board.WORDS - 1) >= turn;
            if (rank == round % 3) {
              board.set(Board.WORDS - 1, turn);
              board.ring((rank + 1) % 3);
              board.ring((rank + 2) % 3);
            }
            long start = System.nanoTime();
            while (!come.getAsBoolean()) {
              world.get(rank).transport.await(come, LONG_NS);
            }
            assertThat(System.nanoTime() - start).isLessThan(LONG_NS);
          }
        });
    assertThat(boards.get(0).claim(0, 5)).isTrue();
    assertThat(boards.get(1).claim(0, 6)).isFalse();
    assertThat(boards.get(2).get(0)).isEqualTo(5);
  }

  @Test
  void knowsRankAndSize() throws Exception {
    List<End> world = world(3);
    for (int rank = 0; rank < 3; rank++) {
      assertThat(world.get(rank).transport.rank()).isEqualTo(rank);
      assertThat(world.get(rank).transport.size()).isEqualTo(3);
      assertThat(world.get(rank).transport.maxBodyBytes()).isBetween(4096, 120_000);
      assertThat(world.get(rank).transport.maxBodyBytes() % Long.BYTES).isZero();
    }
  }

  @Test
  void carriesWholeFramesOfEverySize() throws Exception {
    List<End> world = world(2);
    int max = world.get(0).transport.maxBodyBytes();
    int[] sizes = {0, 1, 7, 8, 9, 63, 64, 65, 100, 1000, 4096, max - 1, max};
    Crew.run(
        2,
        rank -> {
          for (int turn = 0; turn < 20; turn++) {
            for (int size : sizes) {
              if (rank == 0) {
                world.get(0).send(1, size, End.body(turn, size));
              } else {
                Got got = world.get(1).receive();
                assertThat(got.source()).isZero();
                assertThat(got.tag()).isEqualTo(size);
                assertThat(got.context()).isEqualTo(0x1122334455667788L);
                assertThat(got.length()).isEqualTo(size);
                assertThat(got.body()).isEqualTo(End.body(turn, size));
              }
            }
          }
        });
  }

  @Test
  void takesOnlyTheNamedPartOfTheBodyAndTakesItAtOnce() throws Exception {
    List<End> world = world(2);
    byte[] body = {1, 2, 3, 4, 5, 6};
    FrameHeader header = new FrameHeader().source(0).tag(9);
    assertThat(world.get(0).transport.offer(1, header, body, 2, 3)).isTrue();
    header.tag(0);
    body[3] = 99;
    Got got = world.get(1).receive();
    assertThat(got.tag()).isEqualTo(9);
    assertThat(got.body()).containsExactly(3, 4, 5);
  }

  @Test
  void needsNoBodyArrayForAnEmptyBody() throws Exception {
    List<End> world = world(2);
    assertThat(world.get(0).transport.offer(1, new FrameHeader().tag(4), null, 0, 0)).isTrue();
    assertThat(world.get(1).receive().body()).isEmpty();
  }

  @Test
  void pollHandsOverAtMostItsLimit() throws Exception {
    List<End> world = world(2);
    for (int i = 0; i < 5; i++) {
      world.get(0).send(1, i, new byte[3]);
    }
    AtomicInteger tags = new AtomicInteger();
    Transport receiver = world.get(1).transport;
    int handled = 0;
    while (handled < 5) {
      int now = receiver.poll((buffer, index, length) -> tags.incrementAndGet(), 2);
      assertThat(now).isBetween(0, 2);
      handled += now;
    }
    assertThat(tags).hasValue(5);
    assertThat(receiver.poll((buffer, index, length) -> tags.incrementAndGet(), 2)).isZero();
  }

  @Test
  void theHandlerMayOffer() throws Exception {
    List<End> world = world(2);
    world.get(0).send(1, 1, new byte[10]);
    End echo = world.get(1);
    AtomicBoolean offered = new AtomicBoolean();
    Eventually.await(
        "the frame",
        () ->
            echo.transport.poll(
                    (buffer, index, length) -> offered.set(echo.offer(0, 2, new byte[20])), 1)
                == 1);
    assertThat(offered).isTrue();
    assertThat(world.get(0).receive().tag()).isEqualTo(2);
  }

  @Test
  void goesOnAfterAHandlerThrows() throws Exception {
    List<End> world = world(2);
    for (int i = 0; i < 3; i++) {
      world.get(0).send(1, i, End.body(i, 50));
    }
    AtomicBoolean thrown = new AtomicBoolean();
    Eventually.await(
        "the exception",
        () -> {
          try {
            world
                .get(1)
                .transport
                .poll(
                    (buffer, index, length) -> {
                      throw new IllegalStateException("handler");
                    },
                    1);
          } catch (IllegalStateException e) {
            thrown.set(true);
          }
          return thrown.get();
        });
    assertThat(world.get(1).receive().tag()).isEqualTo(1);
    assertThat(world.get(1).receive().tag()).isEqualTo(2);
  }

  @Test
  void keepsTheOrderOfEachSourceAmongHundredThousandFramesFromFour() throws Exception {
    int each = 25_000;
    List<End> world = world(5);
    Crew.run(
        5,
        rank -> {
          End end = world.get(rank);
          if (rank > 0) {
            for (int i = 0; i < each; i++) {
              end.send(0, i, End.body(rank + i, i % 50));
            }
            return;
          }
          int[] next = new int[5];
          for (int i = 0; i < 4 * each; i++) {
            Got got = end.receive();
            if (got.tag() != next[got.source()]++
                || got.body().length != got.tag() % 50
                || !End.isBody(got.source() + got.tag(), got.body())) {
              throw new AssertionError("frame out of order or damaged: " + got);
            }
          }
          assertThat(next).containsExactly(0, each, each, each, each);
        });
  }

  @Test
  void eightRanksAllTalkToAll() throws Exception {
    int rounds = 200;
    List<End> world = world(8);
    Crew.run(
        8,
        rank -> {
          End end = world.get(rank);
          int[] next = new int[8];
          for (int round = 0; round < rounds; round++) {
            for (int peer = 0; peer < 8; peer++) {
              if (peer != rank) {
                end.send(peer, round, End.body(rank, round * 20));
              }
            }
            for (int i = 0; i < 7; i++) {
              Got got = end.receive();
              assertThat(got.tag()).isEqualTo(next[got.source()]++);
              assertThat(End.isBody(got.source(), got.body())).isTrue();
            }
          }
        });
  }

  @Test
  void twoRanksThatOnlySendFirstGoOnByPolling() throws Exception {
    List<End> world = world(2);
    int max = world.get(0).transport.maxBodyBytes();
    Crew.run(
        2,
        rank -> {
          for (int i = 0; i < 300; i++) {
            world.get(rank).send(1 - rank, i, End.body(i, max));
          }
          for (int i = 0; i < 300; i++) {
            Got got = world.get(rank).receive();
            assertThat(got.tag()).isEqualTo(i);
            assertThat(End.isBody(i, got.body())).isTrue();
          }
        });
  }

  @Test
  void awaitReturnsWhenAFrameIsThere() throws Exception {
    List<End> world = world(2);
    world.get(0).send(1, 0, new byte[1]);
    Transport receiver = world.get(1).transport;
    AtomicInteger handled = new AtomicInteger();
    while (handled.get() == 0) {
      receiver.await(LONG_NS);
      handled.addAndGet(receiver.poll((buffer, index, length) -> {}, 1));
    }
  }

  @Test
  void awaitReturnsWhenAFrameComes() throws Exception {
    List<End> world = world(2);
    Thread sleeper = sleeping(world.get(1).transport, LONG_NS);
    world.get(0).send(1, 0, new byte[1]);
    joined(sleeper);
  }

  @Test
  void awaitReturnsAfterItsTimeout() throws Exception {
    Transport transport = world(2).get(0).transport;
    long start = System.nanoTime();
    long slept = 0;
    while (slept < TimeUnit.MILLISECONDS.toNanos(50)) {
      transport.await(TimeUnit.MILLISECONDS.toNanos(50) - slept);
      slept = System.nanoTime() - start;
    }
    assertThat(slept).isLessThan(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void wakeupEndsAnAwaitUnderWay() throws Exception {
    Transport transport = world(2).get(0).transport;
    Thread sleeper = sleeping(transport, LONG_NS);
    transport.wakeup();
    joined(sleeper);
  }

  @Test
  void wakeupEndsTheNextAwait() throws Exception {
    Transport transport = world(2).get(0).transport;
    transport.wakeup();
    transport.wakeup();
    long start = System.nanoTime();
    transport.await(LONG_NS);
    assertThat(System.nanoTime() - start).isLessThan(LONG_NS / 2);
  }

  @Test
  void awaitHonoursAnInterruptBeforeAndDuring() throws Exception {
    Transport transport = world(2).get(0).transport;
    Thread sleeper = sleeping(transport, LONG_NS);
    sleeper.interrupt();
    joined(sleeper);
    Thread.currentThread().interrupt();
    transport.await(LONG_NS);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptStaysSet() throws Exception {
    Transport transport = world(2).get(0).transport;
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread sleeper =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    transport.await(LONG_NS);
                  }
                  interrupted.set(true);
                });
    sleeper.interrupt();
    joined(sleeper);
    assertThat(interrupted).isTrue();
  }

  @Test
  void closeEndsAnAwaitAndMayBeCalledTwice() throws Exception {
    List<End> world = world(2);
    Transport transport = world.get(1).transport;
    Thread sleeper = sleeping(transport, LONG_NS);
    Crew.run(2, rank -> world.get(rank).transport.close());
    joined(sleeper);
    transport.close();
    transport.wakeup();
    transport.await(LONG_NS);
    assertThat(transport.poll((buffer, index, length) -> {}, 1)).isZero();
  }

  @Test
  void closeLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    List<End> world = world(3);
    Crew.run(
        3,
        rank -> {
          world.get(rank).send((rank + 1) % 3, 0, new byte[1]);
          world.get(rank).receive();
          world.get(rank).transport.close();
        });
    Eventually.await(
        "the end of all threads",
        () -> {
          Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
          after.removeAll(before);
          after.removeIf(thread -> thread.getThreadGroup() == null || isOfTheJvm(thread));
          return after.isEmpty();
        });
  }

  private static boolean isOfTheJvm(Thread thread) {
    return !thread.getThreadGroup().getName().equals("main");
  }

  /** A thread that is in {@code await}, or as good as. */
  private static Thread sleeping(Transport transport, long timeoutNs) {
    AtomicBoolean entered = new AtomicBoolean();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  entered.set(true);
                  transport.await(timeoutNs);
                });
    Eventually.await("the sleeper", entered::get);
    return thread;
  }

  private static void joined(Thread thread) throws InterruptedException {
    assertThat(thread.join(java.time.Duration.ofSeconds(10))).as("await returned").isTrue();
  }
}
