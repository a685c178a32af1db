package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
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
