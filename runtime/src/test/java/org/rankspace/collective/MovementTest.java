package org.rankspace.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rankspace.collective.Worlds.log2Ceil;
import static org.rankspace.collective.Worlds.perRank;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rankspace.collective.Allgather.Route;
import org.rankspace.collective.VirtualNetwork.Run;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** The operations that move items and leave them as they are. */
@Timeout(10)
class MovementTest {
  private static final String SIZES = "org.rankspace.collective.Worlds#sizes";
  private static final String SIZES_AND_ROOTS = "org.rankspace.collective.Worlds#sizesAndRoots";

  @Nested
  class ABarrier {
    @ParameterizedTest
    @MethodSource(SIZES)
    void letsNobodyLeaveBeforeEverybodyHasEntered(int size) {
      for (int seed = 0; seed < 20; seed++) {
        AtomicInteger entered = new AtomicInteger();
        Run<Integer> run =
            VirtualNetwork.<String, Integer>run(
                size,
                seed,
                peer -> {
                  entered.incrementAndGet();
                  Barrier.barrier(peer, "");
                  return entered.get();
                });
        assertThat(run.results()).containsOnly(size);
        assertThat(run.rounds()).isEqualTo(log2Ceil(size));
        assertThat(run.sent()).containsOnly(log2Ceil(size));
      }
    }
  }

  @Nested
  class ABroadcast {
    @ParameterizedTest
    @MethodSource(SIZES_AND_ROOTS)
    void bringsTheRootsMessageToAllInLogarithmicRounds(int size, int root) {
      Run<String> run =
          VirtualNetwork.<String, String>run(
              size, root, peer -> Broadcast.broadcast(peer, root, "from " + peer.rank()));
      assertThat(run.results()).containsOnly("from " + root);
      assertThat(run.rounds()).isEqualTo(log2Ceil(size));
      assertThat(run.messages()).isEqualTo(size - 1);
      assertThat(Collections.max(run.sent())).isEqualTo(log2Ceil(size));
    }
  }

  @Nested
  class AGather {
    @ParameterizedTest
    @MethodSource(SIZES_AND_ROOTS)
    void bringsAllItemsToTheRootInRankOrder(int size, int root) {
      Run<List<Integer>> run =
          VirtualNetwork.<List<Integer>, List<Integer>>run(
              size, root, peer -> Gather.tree(peer, root, 10 * peer.rank()));
      assertThat(run.results()).isEqualTo(gathered(size, root));
      assertThat(run.rounds()).isEqualTo(log2Ceil(size));
      assertThat(run.messages()).isEqualTo(size - 1);
      assertThat(Collections.max(run.received())).isEqualTo(log2Ceil(size));
    }

    @ParameterizedTest
    @MethodSource(SIZES_AND_ROOTS)
    void bringsThemStraightToTheRoot(int size, int root) {
      Run<List<Integer>> run =
          VirtualNetwork.<Integer, List<Integer>>run(
              size, root, peer -> Gather.linear(peer, root, 10 * peer.rank()));
      assertThat(run.results()).isEqualTo(gathered(size, root));
      assertThat(run.rounds()).isEqualTo(size - 1);
      assertThat(run.messages()).isEqualTo(size - 1);
      assertThat(Collections.max(run.sent())).isLessThanOrEqualTo(1);
    }

    private static List<List<Integer>> gathered(int size, int root) {
      List<List<Integer>> expected = perRank(size, i -> null);
      expected.set(root, perRank(size, i -> 10 * i));
      return expected;
    }
  }

  @Nested
  class AScatter {
    @ParameterizedTest
    @MethodSource(SIZES_AND_ROOTS)
    void bringsEachRankItsItem(int size, int root) {
      List<Integer> items = perRank(size, i -> 10 * i);
      Run<Integer> run =
          VirtualNetwork.<List<Integer>, Integer>run(
              size,
              root,
              peer -> Scatter.tree(peer, root, peer.rank() == root ? items : List.of()));
      assertThat(run.results()).isEqualTo(items);
      assertThat(run.rounds()).isEqualTo(log2Ceil(size));
      assertThat(run.messages()).isEqualTo(size - 1);
      assertThat(Collections.max(run.sent())).isEqualTo(log2Ceil(size));
    }

    @ParameterizedTest
    @MethodSource(SIZES_AND_ROOTS)
    void bringsThemStraightFromTheRoot(int size, int root) {
      List<Integer> items = perRank(size, i -> 10 * i);
      Run<Integer> run =
          VirtualNetwork.<Integer, Integer>run(
              size,
              root,
              peer -> Scatter.linear(peer, root, peer.rank() == root ? items : List.of()));
      assertThat(run.results()).isEqualTo(items);
      assertThat(run.rounds()).isEqualTo(size - 1);
      assertThat(run.messages()).isEqualTo(size - 1);
      assertThat(Collections.max(run.received())).isLessThanOrEqualTo(1);
    }

    @Test
    void refusesAListOfAnotherLength() {
      assertThatThrownBy(
              () ->
                  VirtualNetwork.<Integer, Integer>run(
                      3, 1, peer -> Scatter.linear(peer, 0, List.of(1, 2))))
          .cause()
          .isInstanceOfSatisfying(
              RankspaceException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.COUNT))
          .hasMessage("scatter needs one item per rank: items=2, size=3");
    }
  }

  @Nested
  class AnAllgather {
    @ParameterizedTest
    @EnumSource
    void bringsAllItemsToAllInRankOrder(Route route) {
      for (int size = 1; size <= Worlds.LARGEST; size++) {
        Run<List<Integer>> run =
            VirtualNetwork.<List<Integer>, List<Integer>>run(
                size, size, peer -> Allgather.allgather(peer, 10 * peer.rank(), route));
        assertThat(run.results()).containsOnly(perRank(size, i -> 10 * i));
        int rounds = route == Route.RING ? size - 1 : log2Ceil(size);
        assertThat(run.rounds()).isEqualTo(rounds);
        assertThat(run.sent()).containsOnly(rounds);
      }
    }
  }

  @Nested
  class AnAlltoall {
    private String item(int source, int dest) {
      return source + " to " + dest;
    }

    private void assertDelivered(int size, Run<List<String>> run, int rounds) {
      assertThat(run.results())
          .isEqualTo(perRank(size, dest -> perRank(size, source -> item(source, dest))));
      assertThat(run.rounds()).isEqualTo(rounds);
      assertThat(run.sent()).containsOnly(rounds);
    }

    @ParameterizedTest
    @MethodSource(SIZES)
    void bringsEachItemToItsRankByPairs(int size) {
      Run<List<String>> run =
          VirtualNetwork.<String, List<String>>run(
              size,
              size,
              peer -> Alltoall.pairwise(peer, perRank(size, dest -> item(peer.rank(), dest))));
      assertDelivered(size, run, size - 1);
    }

    @ParameterizedTest
    @MethodSource(SIZES)
    void bringsEachItemToItsRankInLogarithmicRounds(int size) {
      Run<List<String>> run =
          VirtualNetwork.<List<String>, List<String>>run(
              size,
              size,
              peer -> Alltoall.bruck(peer, perRank(size, dest -> item(peer.rank(), dest))));
      assertDelivered(size, run, log2Ceil(size));
    }

    @Test
    void refusesAListOfAnotherLength() {
      assertThatThrownBy(
              () ->
                  VirtualNetwork.<Integer, List<Integer>>run(
                      2, 1, peer -> Alltoall.pairwise(peer, List.of(1, 2, 3))))
          .cause()
          .hasMessage("alltoall needs one item per rank: items=3, size=2");
    }
  }
}
