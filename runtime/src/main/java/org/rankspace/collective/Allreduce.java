package org.rankspace.collective;

import java.util.function.BinaryOperator;

/**
 * Every rank's value combined into one, at every rank. MPI 4.1, section 6.9.6.
 *
 * <p>Recursive doubling over the groups of {@link Fold} (Thakur, Rabenseifner, Gropp: Optimization
 * of collective communication operations in MPICH, 2005): in each round two neighbouring runs of
 * ranks exchange their values, and both apply op(lower ranks, higher ranks) to the same two
 * operands. So the order is kept and all ranks hold the same bits.
 *
 * <p>log2 size rounds for a power of two; else floor(log2 size) + 2, the first to fold the pairs
 * and the last to tell them. At most one message per rank and round.
 */
public final class Allreduce {
  private Allreduce() {}

  /**
   * Returns the combined value. What {@code op} throws leaves this method unchanged.
   *
   * @param op associative; need not be commutative; may change and return its left operand
   */
  public static <T> T allreduce(Peer<T> peer, T value, BinaryOperator<T> op) {
    int rank = peer.rank();
    Fold fold = Fold.of(peer.size());
    if (fold.isSecond(rank)) {
      peer.send(value, rank - 1);
      return peer.recv(rank - 1);
    }
    T sum = fold.inPair(rank) ? op.apply(value, peer.recv(rank + 1)) : value;
    int group = fold.groupOf(rank);
    for (int distance = 1; distance < fold.groups(); distance *= 2) {
      int otherGroup = group ^ distance;
      int other = fold.firstRankOf(otherGroup);
      peer.send(sum, other);
      sum = Reduce.inOrder(group < otherGroup, sum, peer.recv(other), op);
    }
    if (fold.inPair(rank)) {
      peer.send(sum, rank + 1);
    }
    return sum;
  }
}
