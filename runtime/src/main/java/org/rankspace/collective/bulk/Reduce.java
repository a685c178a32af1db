package org.rankspace.collective.bulk;

import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;
import org.rankspace.collective.Fold;
import org.rankspace.collective.ReduceTree;

/**
 * Every rank's memory combined element by element, at the root. MPI 4.1, section 6.9.1.
 *
 * <p>Both ways combine each element in the same association, that of {@link Fold}, and while it
 * comes in. What this rank gives is never written to.
 */
public final class Reduce {
  /** Of so much the sums may lie in memory of ours at a time; a multiple of every element. */
  private static final int SEGMENT_BYTES = 8 * 1024 * 1024;

  private Reduce() {}

  /**
   * @param into where the result goes at the root, of the same length; may be {@code mine}; null
   *     elsewhere
   */
  public static void reduce(SpanPeer peer, int root, Span mine, Span into, Combiner op) {
    if (!peer.routes().reducesInPieces(peer.size(), mine.length())) {
      tree(peer, root, mine, into, op);
      return;
    }
    int at = 0;
    int length;
    do {
      length = Math.min(SEGMENT_BYTES, mine.length() - at);
      pieces(peer, root, mine.part(at, length), into == null ? null : into.part(at, length), op);
      peer.settle();
      at += length;
    } while (length == SEGMENT_BYTES); // the last is shorter, so that all see if they do not agree
  }

  /** All of it over a {@link ReduceTree}. */
  private static void tree(SpanPeer peer, int root, Span mine, Span goal, Combiner op) {
    Span sum = mine;
    Span into = goal;
    ReduceTree tree = new ReduceTree(peer.size(), peer.rank(), root);
    while (tree.next()) {
      if (!tree.takes()) {
        peer.send(sum, tree.other());
        return;
      }
      if (into == null) {
        into = Span.allocate(mine.length());
      }
      peer.receiveCombined(sum, tree.isLower(), into, op, tree.other());
      sum = into;
    }
    if (sum == mine && sum != goal) {
      mine.copyTo(goal);
    }
  }

  /**
   * {@link Halving}, then each leader gives its range to the root (Rabenseifner: Optimization of
   * collective reduction operations, 2004; the root gathers without a tree, because on one host its
   * inner ranks would only copy once more).
   */
  private static void pieces(SpanPeer peer, int root, Span mine, Span goal, Combiner op) {
    Fold fold = Fold.of(peer.size());
    int rank = peer.rank();
    int group = fold.groupOf(rank);
    Halving halving = new Halving(peer, fold, root, op);
    Span sum = mine;
    Span all = goal;
    if (fold.inPair(rank)) {
      if (rank != halving.leader(group)) {
        peer.send(mine, rank ^ 1);
        return;
      }
      all = goal == null ? Span.allocate(mine.length()) : goal;
      peer.receiveCombined(mine, !fold.isSecond(rank), all, op, rank ^ 1);
      sum = all;
    }
    Span mineOfResult = halving.combine(sum, all);
    if (goal == null) {
      peer.send(mineOfResult, root);
      return;
    }
    peer.settle();
    for (int other = 0; other < fold.groups(); other++) {
      if (other != group) {
        peer.receive(halving.held(goal, other, halving.rounds()), halving.leader(other));
      }
    }
  }
}
