package org.rankspace.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rankspace.collective.Worlds.log2Ceil;
import static org.rankspace.collective.Worlds.log2Floor;
import static org.rankspace.collective.Worlds.perRank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rankspace.collective.VirtualNetwork.Failed;
import org.rankspace.collective.VirtualNetwork.Run;

/** The operations that combine values: concatenation shows the order, floats the association. */
@Timeout(10)
class ReductionTest {
  private static final String SIZES = "org.rankspace.collective.Worlds#sizes";
  private static final String SIZES_AND_ROOTS = "org.rankspace.collective.Worlds#sizesAndRoots";

  private static String letter(int rank) {
    return Character.toString('a' + rank);
  }

  /** The letters of ranks 0 to {@code end} - 1. */
  private static String letters(int end) {
    return String.join("", perRank(end, ReductionTest::letter));
  }

  private static int allreduceRounds(int size) {
    return Integer.bitCount(size) == 1 ? log2Floor(size) : log2Floor(size) + 2;
  }

  private static Run<String> runText(int size, long seed, Function<Peer<String>, String> program) {
    return VirtualNetwork.run(size, seed, program);
  }

  @ParameterizedTest
  @MethodSource(SIZES_AND_ROOTS)
  void reduceKeepsRankOrderForEveryRoot(int size, int root) {
    Run<String> run =
        runText(size, root, p -> Reduce.reduce(p, root, letter(p.rank()), String::concat));
    List<String> expected = perRank(size, i -> null);
    expected.set(root, letters(size));
    assertThat(run.results()).isEqualTo(expected);
    assertThat(run.rounds()).isEqualTo(log2Ceil(size));
    assertThat(run.messages()).isEqualTo(size - 1);
    assertThat(Collections.max(run.received())).isLessThanOrEqualTo(log2Ceil(size));
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void allreduceKeepsRankOrder(int size) {
    Run<String> run =
        runText(size, size, p -> Allreduce.allreduce(p, letter(p.rank()), String::concat));
    assertThat(run.results()).containsOnly(letters(size));
    assertThat(run.rounds()).isEqualTo(allreduceRounds(size));
    assertThat(Collections.max(run.sent())).isLessThanOrEqualTo(log2Floor(size) + 1);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void scanCombinesTheRanksUpToEachOne(int size) {
    Run<String> run = runText(size, size, p -> Scan.scan(p, letter(p.rank()), String::concat));
    assertThat(run.results()).isEqualTo(perRank(size, i -> letters(i + 1)));
    assertThat(run.rounds()).isEqualTo(log2Ceil(size));
    assertThat(Collections.max(run.sent())).isLessThanOrEqualTo(log2Ceil(size));
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void exscanCombinesTheRanksBelowEachOne(int size) {
    Run<String> run = runText(size, size, p -> Exscan.exscan(p, letter(p.rank()), String::concat));
    assertThat(run.results()).isEqualTo(perRank(size, i -> i == 0 ? null : letters(i)));
    assertThat(run.rounds()).isEqualTo(size == 1 ? 0 : 1 + log2Ceil(size - 1));
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void reduceScatterCombinesEachItemInRankOrder(int size) {
    Run<String> run =
        VirtualNetwork.<List<String>, String>run(
            size,
            size,
            p ->
                ReduceScatter.reduceScatter(
                    p, perRank(size, i -> letter(p.rank()) + i), String::concat));
    assertThat(run.results())
        .isEqualTo(
            perRank(size, item -> String.join("", perRank(size, rank -> letter(rank) + item))));
    assertThat(run.rounds()).isEqualTo(allreduceRounds(size));
  }

  @Test
  void reduceScatterRefusesAListOfAnotherLength() {
    assertThatThrownBy(
            () ->
                VirtualNetwork.<List<String>, String>run(
                    2, 1, p -> ReduceScatter.reduceScatter(p, List.of(), String::concat)))
        .cause()
        .hasMessage("reduce_scatter needs one item per rank: items=0, size=2");
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void sumsOfFloatsAgreeBitForBitBetweenRanksRootsAndOperations(int size) {
    double[] values = new Random(size).doubles(size, -1e9, 1e9).map(x -> x * x * x).toArray();
    Run<Double> all =
        VirtualNetwork.<Double, Double>run(
            size, size, p -> Allreduce.allreduce(p, values[p.rank()], Double::sum));
    Double sum = all.results().getFirst();
    assertThat(all.results()).containsOnly(sum);
    for (int r = 0; r < size; r++) {
      int root = r;
      Run<Double> one =
          VirtualNetwork.<Double, Double>run(
              size, r, p -> Reduce.reduce(p, root, values[p.rank()], Double::sum));
      assertThat(one.results().get(root)).isEqualTo(sum);
    }
    Run<Double> scattered =
        VirtualNetwork.<List<Double>, Double>run(
            size,
            size,
            p ->
                ReduceScatter.reduceScatter(
                    p, Collections.nCopies(size, values[p.rank()]), Double::sum));
    assertThat(scattered.results()).containsOnly(sum);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void anOperatorMayChangeAndReturnItsLeftOperand(int size) {
    BinaryOperator<List<String>> append =
        (left, right) -> {
          left.addAll(right);
          return left;
        };
    Function<Peer<List<String>>, List<List<String>>> program =
        p -> {
          List<List<String>> results = new ArrayList<>();
          results.add(Reduce.reduce(p, size - 1, own(p), append));
          results.add(Allreduce.allreduce(p, own(p), append));
          results.add(Scan.scan(p, own(p), append));
          results.add(Exscan.exscan(p, own(p), append));
          return results;
        };
    Run<List<List<String>>> run = VirtualNetwork.run(size, size, ArrayList::new, program);
    for (int rank = 0; rank < size; rank++) {
      List<List<String>> results = run.results().get(rank);
      assertThat(results.get(0))
          .isEqualTo(rank == size - 1 ? perRank(size, ReductionTest::letter) : null);
      assertThat(results.get(1)).isEqualTo(perRank(size, ReductionTest::letter));
      assertThat(results.get(2)).isEqualTo(perRank(rank + 1, ReductionTest::letter));
      assertThat(results.get(3)).isEqualTo(rank == 0 ? null : perRank(rank, ReductionTest::letter));
    }
  }

  private static List<String> own(Peer<?> peer) {
    return new ArrayList<>(List.of(letter(peer.rank())));
  }

  @Test
  void whatTheOperatorThrowsComesOutUnchanged() {
    RuntimeException thrown = new IllegalArgumentException("from the user's callable");
    BinaryOperator<String> failing =
        (low, high) -> {
          throw thrown;
        };
    List<Function<Peer<String>, String>> programs =
        List.of(
            p -> Reduce.reduce(p, 0, "", failing),
            p -> Allreduce.allreduce(p, "", failing),
            p -> Scan.scan(p, "", failing),
            p -> Exscan.exscan(p, "", failing));
    for (Function<Peer<String>, String> program : programs) {
      assertThatThrownBy(() -> runText(3, 1, program)).isInstanceOf(Failed.class).hasCause(thrown);
    }
  }

  @Test
  void everyInterleavingGivesTheSame() {
    int size = 7;
    IntStream.range(0, 200)
        .forEach(
            seed -> {
              Run<String> run =
                  runText(
                      size,
                      seed,
                      p ->
                          Allreduce.allreduce(p, letter(p.rank()), String::concat)
                              + Reduce.reduce(p, 5, letter(p.rank()), String::concat)
                              + Scan.scan(p, letter(p.rank()), String::concat));
              assertThat(run.results())
                  .isEqualTo(
                      perRank(
                          size,
                          i -> letters(size) + (i == 5 ? letters(size) : null) + letters(i + 1)));
            });
  }
}
