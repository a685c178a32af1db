package org.rankspace.collective;

import java.util.function.BinaryOperator;

/**
 * The values of ranks 0 to r combined, at each rank r. MPI 4.1, section 6.11.1.
 *
 * <p>Recursive doubling (Hillis, Steele: Data parallel algorithms, 1986): each rank holds the value
 * of a run of ranks that ends with itself, and in each round puts before it the run that ends where
 * its own begins. ceil(log2 size) rounds; per round at most one message and one application of the
 * operator, always as op(lower ranks, higher ranks).
 */
public final class Scan {
  private Scan() {}

  /**
   * Returns the combined value of ranks 0 to this one. What {@code op} throws leaves this method
   * unchanged.
   *
   * @param op associative; need not be commutative; may change and return its left operand
   */
  public static <T> T scan(Peer<T> peer, T value, BinaryOperator<T> op) {
    return scanFrom(0, peer, value, op);
  }

  /** The scan over the ranks from {@code first} on. */
  static <T> T scanFrom(int first, Peer<T> peer, T value, BinaryOperator<T> op) {
    int rank = peer.rank();
    int size = peer.size();
    T sum = value;
    for (int distance = 1; distance < size - first; distance *= 2) {
      if (rank + distance < size) {
        peer.send(sum, rank + distance);
      }
      if (rank - distance >= first) {
        sum = op.apply(peer.recv(rank - distance), sum);
      }
    }
    return sum;
  }
}
