package org.rankspace.collective;

import java.util.function.BinaryOperator;

/**
 * Every rank's value combined into one, at the root. MPI 4.1, section 6.9.1.
 *
 * <p>A balanced tree of runs of ranks: in each round two neighbouring runs become one, and its
 * value goes to the root if the root is in it, else to its lowest rank. So the operator is always
 * applied as op(lower ranks, higher ranks), in the same association whatever the root.
 *
 * <p>ceil(log2 size) rounds, one message per rank except the root. That is as few as an algorithm
 * can do that may use any order, which is why there is no second one for commutative operators.
 */
public final class Reduce {
  private Reduce() {}

  /**
   * Returns the combined value at the root, null elsewhere. What {@code op} throws leaves this
   * method unchanged.
   *
   * @param op associative; need not be commutative; may change and return its left operand
   */
  public static <T> T reduce(Peer<T> peer, int root, T value, BinaryOperator<T> op) {
    int rank = peer.rank();
    Fold fold = Fold.of(peer.size());
    int group = fold.groupOf(rank);
    T sum = value;
    if (fold.inPair(rank)) {
      int other = rank ^ 1;
      if (rank != leader(fold, root, group)) {
        peer.send(sum, other);
        return null;
      }
      sum = inOrder(rank < other, sum, peer.recv(other), op);
    }
    for (int width = 1; width < fold.groups(); width *= 2) {
      int mine = group / width;
      int goal = leader(fold, root, mine / 2, 2 * width);
      if (rank != goal) {
        peer.send(sum, goal);
        return null;
      }
      int other = leader(fold, root, mine ^ 1, width);
      sum = inOrder(rank < other, sum, peer.recv(other), op);
    }
    return sum;
  }

  /** Where the value of a group is: at the root, or at its first rank. */
  private static int leader(Fold fold, int root, int group) {
    return fold.groupOf(root) == group ? root : fold.firstRankOf(group);
  }

  /** Where the value of the run of {@code width} groups is that has this number among such runs. */
  private static int leader(Fold fold, int root, int run, int width) {
    int rootGroup = fold.groupOf(root);
    return leader(fold, root, rootGroup / width == run ? rootGroup : run * width);
  }

  static <T> T inOrder(boolean mineIsLower, T mine, T theirs, BinaryOperator<T> op) {
    return mineIsLower ? op.apply(mine, theirs) : op.apply(theirs, mine);
  }
}
