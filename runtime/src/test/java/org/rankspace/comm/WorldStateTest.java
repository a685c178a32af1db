package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.codec.PlainCodec;
import org.rankspace.engine.Onlooker;
import org.rankspace.error.RankspaceException;
import org.rankspace.transport.Crew;
import org.rankspace.transport.Eventually;
import org.rankspace.transport.local.LocalNetwork;

/** What a rank tells of itself while it waits, and what ranks in different collectives are told. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorldStateTest {
  private static final Onlooker PROGRAM =
      new Onlooker() {
        @Override
        public long[] look() {
          return new long[0];
        }

        @Override
        public long idleNs(long thread) {
          return NOT_IDLE;
        }

        @Override
        public String position() {
          return "ring.py:12";
        }

        @Override
        public Optional<Standstill> standstill() {
          return Optional.empty();
        }
      };

  @Test
  void saysForWhomItWaitsAndWhere() throws Exception {
    LocalNetwork network = new LocalNetwork(2);
    World[] worlds = {World.open(network.transport(0)), World.open(network.transport(1))};
    assertThat(worlds[0].state().blocked()).isFalse();
    Thread[] stuck = new Thread[2];
    for (int rank = 0; rank < 2; rank++) {
      World world = worlds[rank];
      world.onWait(PROGRAM);
      int other = 1 - rank;
      stuck[rank] =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThatThrownBy(
                              () -> world.communicator(PlainCodec::new).recv(other, 7, null))
                          .hasMessage("the rank's message passing has been closed"));
    }
    Eventually.await(
        "both are blocked, and say where",
        () ->
            List.of(worlds).stream()
                .map(World::state)
                .allMatch(state -> state.blocked() && state.waits().getFirst().position() != null));
    World.State state = worlds[0].state();
    assertThat(state.waits().getFirst().awaited()).containsExactly(1);
    assertThat(state.waits().getFirst())
        .asString()
        .matches("recv\\(source=1, tag=7\\), for \\d+\\.\\d s, at ring.py:12");
    assertThat(state.framesIn()).isEqualTo(worlds[1].state().framesOut());
    for (int rank = 0; rank < 2; rank++) {
      worlds[rank].close();
      stuck[rank].join();
    }
  }

  /** Rank 0 waits for nothing but the others' coming, rank 1 for a message of rank 0. */
  @Test
  void namesTheBarrierInWhichTheRootIs() throws Exception {
    differ(
        comm -> comm.barrier(),
        comm -> comm.bcast(null, 0),
        1,
        "rank 0 is in barrier() while rank 1 is in bcast(root=0), collective number 2 of world;"
            + " all ranks must call the same collectives in the same order, with the same root");
  }

  @Test
  void namesTheBarrierInWhichTheRootOfAStartedCollectiveIs() throws Exception {
    differ(
        comm -> comm.barrier(),
        comm -> comm.ibcast(null, 0).await(null),
        1,
        "rank 0 is in barrier() while rank 1 is in bcast(root=0), collective number 2 of world;"
            + " all ranks must call the same collectives in the same order, with the same root");
  }

  @Test
  void doesNotTakeAStartedBarrierForOneThatWaits() throws Exception {
    differ(
        comm -> comm.barrier(),
        comm -> comm.ibarrier().await(null),
        0,
        "rank 1 is in ibarrier() while rank 0 is in barrier(), collective number 2 of world;"
            + " all ranks must call the same collectives in the same order, with the same root");
  }

  @Test
  void namesTheCollectiveThatWasLeftBeforeTheBarrier() throws Exception {
    differ(
        comm -> comm.barrier(),
        comm -> {
          comm.bcast("x", 1);
          comm.barrier();
        },
        0,
        "rank 1 is in bcast(root=1) while rank 0 is in barrier(), collective number 2 of world;"
            + " all ranks must call the same collectives in the same order, with the same root");
  }

  /** Rank 1 is ahead by a collective in which it had no part but its own. */
  @Test
  void saysThatABarrierHasTwoNumbers() throws Exception {
    differ(
        comm -> comm.barrier(),
        comm -> {
          comm.nextSequence();
          comm.barrier();
        },
        0,
        "barrier() is collective number 3 of world at rank 1 and number 2 at rank 0;"
            + " all ranks must call the same collectives in the same order");
  }

  private static void differ(
      Consumer<Communicator> first, Consumer<Communicator> second, int told, String message)
      throws Exception {
    LocalNetwork network = new LocalNetwork(2);
    CountDownLatch known = new CountDownLatch(1);
    Crew.run(
        2,
        rank -> {
          World world = World.open(network.transport(rank));
          Communicator comm = world.communicator(PlainCodec::new);
          comm.barrier();
          Consumer<Communicator> call = rank == 0 ? first : second;
          if (rank == told) {
            assertThatThrownBy(() -> call.accept(comm))
                .isInstanceOf(RankspaceException.class)
                .hasMessage("ranks are in different collectives: " + message);
            known.countDown();
          } else {
            Thread waiting = Thread.ofPlatform().daemon().start(() -> endOf(call, comm));
            known.await();
            world.close();
            waiting.join();
          }
        });
  }

  /** In one way or another: closed, or told first. */
  private static void endOf(Consumer<Communicator> call, Communicator comm) {
    try {
      call.accept(comm);
    } catch (RankspaceException expected) {
      assertThat(expected).hasMessageMatching(".*(been closed|different collectives).*");
    }
  }

  @Test
  void namesTheCollectivesThatDiffer() throws Exception {
    LocalNetwork network = new LocalNetwork(2);
    Crew.run(
        2,
        rank -> {
          try (World world = World.open(network.transport(rank))) {
            Communicator comm = world.communicator(PlainCodec::new);
            comm.barrier();
            if (rank == 0) {
              comm.bcast("x", 0);
              comm.recv(1, 0, null);
            } else {
              assertThatThrownBy(comm::barrier)
                  .isInstanceOf(RankspaceException.class)
                  .hasMessage(
                      "ranks are in different collectives: rank 0 is in bcast(root=0) while rank 1"
                          + " is in barrier(), collective number 2 of world; all ranks must call"
                          + " the same collectives in the same order, with the same root");
              comm.send("done", 0, 0);
            }
          }
        });
  }
}
