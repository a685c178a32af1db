package org.rankspace.collective;

import java.util.function.BinaryOperator;

/**
 * Every rank's value combined into one, at the root, over a {@link ReduceTree}. MPI 4.1, section
 * 6.9.1.
 *
 * <p>That is as few rounds and messages as an algorithm can do that may use any order, which is why
 * there is no second one for commutative operators.
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
    T sum = value;
    ReduceTree tree = new ReduceTree(peer.size(), peer.rank(), root);
    while (tree.next()) {
      int other = tree.other();
      if (!tree.takes()) {
        peer.send(sum, other);
        return null;
      }
      sum = inOrder(tree.isLower(), sum, peer.recv(other), op);
    }
    return sum;
  }

  static <T> T inOrder(boolean mineIsLower, T mine, T theirs, BinaryOperator<T> op) {
    return mineIsLower ? op.apply(mine, theirs) : op.apply(theirs, mine);
  }
}
