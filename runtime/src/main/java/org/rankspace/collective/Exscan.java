package org.rankspace.collective;

import java.util.function.BinaryOperator;

/**
 * The values of ranks 0 to r-1 combined, at each rank r. MPI 4.1, section 6.11.2.
 *
 * <p>Every value moves one rank up, then a {@link Scan} runs over the ranks from 1 on: 1 +
 * ceil(log2(size-1)) rounds. Computing both sums side by side would save a round at some sizes, but
 * uses an operand twice, and then an operator that changes its operand would spoil the result.
 */
public final class Exscan {
  private Exscan() {}

  /**
   * Returns the combined value of the ranks below this one, null at rank 0. What {@code op} throws
   * leaves this method unchanged.
   *
   * @param op associative; need not be commutative; may change and return its left operand
   */
  public static <T> T exscan(Peer<T> peer, T value, BinaryOperator<T> op) {
    int rank = peer.rank();
    if (rank + 1 < peer.size()) {
      peer.send(value, rank + 1);
    }
    return rank == 0 ? null : Scan.scanFrom(1, peer, peer.recv(rank - 1), op);
  }
}
