package org.rankspace.collective;

/**
 * One rank's place in the binomial tree over all ranks, counted cyclically from the root.
 *
 * <p>With places numbered from 0 at the root, place p is the top of a subtree of up to {@code
 * reach} consecutive places, {@code reach} being p's lowest set bit; its children are p+1, p+2,
 * p+4, ... within it, and the child at distance d holds up to d places. So each subtree is one run
 * of places, and the tree is ceil(log2 size) deep.
 *
 * <pre>
 *   0 ─┬─ 1
 *      ├─ 2 ── 3
 *      └─ 4 ─┬─ 5
 *            └─ 6 ── 7
 * </pre>
 */
final class BinomialTree {
  private final int root;
  private final int size;
  private final int place;
  private final int reach;

  BinomialTree(Peer<?> peer, int root) {
    this.root = root;
    this.size = peer.size();
    this.place = (peer.rank() - root + size) % size;
    this.reach = place == 0 ? powerOfTwoAtLeast(size) : Integer.lowestOneBit(place);
  }

  private static int powerOfTwoAtLeast(int n) {
    return n == 1 ? 1 : 2 * Integer.highestOneBit(n - 1);
  }

  boolean isRoot() {
    return place == 0;
  }

  /** The rank above this one; there is none above the root. */
  int parent() {
    return rankAt(place - reach);
  }

  /** Children are at distances 1, 2, 4, ... below this, as far as {@link #hasChild} says so. */
  int reach() {
    return reach;
  }

  boolean hasChild(int distance) {
    return place + distance < size;
  }

  int child(int distance) {
    return rankAt(place + distance);
  }

  private int rankAt(int anyPlace) {
    return (anyPlace + root) % size;
  }
}
