package org.rankspace.collective;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.rankspace.error.RankspaceException;

/**
 * Every rank's list combined item by item, item r of the result at rank r. MPI 4.1, section 6.10.1.
 *
 * <p>Recursive halving of the items (Thakur, Rabenseifner, Gropp: Optimization of collective
 * communication operations in MPICH, 2005), but from near to far so that the order of the ranks is
 * kept: in the round of distance d, two neighbouring runs of d groups of {@link Fold} swap those
 * items that the other one will end up with, and each applies op(lower ranks, higher ranks) to what
 * it keeps. The items kept are those of the groups that agree with one's own in the bits used so
 * far.
 *
 * <p>log2 size rounds for a power of two; else floor(log2 size) + 2. Each round moves half as many
 * items as the one before.
 */
public final class ReduceScatter {
  private ReduceScatter() {}

  /**
   * Returns the combination, over all ranks, of the items at this rank's index. What {@code op}
   * throws leaves this method unchanged.
   *
   * @param items the item at index i goes into the result of rank i
   * @param op associative; need not be commutative; may change and return its left operand
   * @throws RankspaceException of class COUNT, before anything is sent, if there are not as many
   *     items as ranks
   */
  public static <T> T reduceScatter(Peer<List<T>> peer, List<T> items, BinaryOperator<T> op) {
    Scatter.requireOnePerRank("reduce_scatter", peer, items);
    int rank = peer.rank();
    Fold fold = Fold.of(peer.size());
    if (fold.isSecond(rank)) {
      peer.send(items, rank - 1);
      return peer.recv(rank - 1).getFirst();
    }
    int group = fold.groupOf(rank);
    List<T> sums = new ArrayList<>(items);
    if (fold.inPair(rank)) {
      combine(true, sums, allRanks(peer.size()), peer.recv(rank + 1), op);
    }
    for (int distance = 1; distance < fold.groups(); distance *= 2) {
      int otherGroup = group ^ distance;
      int other = fold.firstRankOf(otherGroup);
      peer.send(select(sums, ranksLike(fold, otherGroup, distance)), other);
      List<Integer> kept = ranksLike(fold, group, distance);
      combine(group < otherGroup, sums, kept, peer.recv(other), op);
    }
    if (fold.inPair(rank)) {
      peer.send(select(sums, List.of(rank + 1)), rank + 1);
    }
    return sums.get(rank);
  }

  /** The ranks of all groups that agree with this one in the bits up to {@code distance}'s. */
  private static List<Integer> ranksLike(Fold fold, int group, int distance) {
    List<Integer> ranks = new ArrayList<>();
    for (int like = group & (2 * distance - 1); like < fold.groups(); like += 2 * distance) {
      for (int rank = fold.firstRankOf(like); rank <= fold.lastRankOf(like); rank++) {
        ranks.add(rank);
      }
    }
    return ranks;
  }

  private static List<Integer> allRanks(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  private static <T> List<T> select(List<T> items, List<Integer> ranks) {
    List<T> selected = new ArrayList<>(ranks.size());
    for (int rank : ranks) {
      selected.add(items.get(rank));
    }
    return selected;
  }

  private static <T> void combine(
      boolean mineIsLower,
      List<T> mine,
      List<Integer> ranks,
      List<T> theirs,
      BinaryOperator<T> op) {
    for (int i = 0; i < ranks.size(); i++) {
      int rank = ranks.get(i);
      mine.set(rank, Reduce.inOrder(mineIsLower, mine.get(rank), theirs.get(i), op));
    }
  }
}
