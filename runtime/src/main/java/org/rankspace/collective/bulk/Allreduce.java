package org.rankspace.collective.bulk;

import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;
import org.rankspace.collective.Fold;

/**
 * Every rank's memory combined element by element, at every rank. MPI 4.1, section 6.9.6.
 *
 * <p>Both ways combine each element over the same tree of neighbouring runs of ranks, that of
 * {@link Fold}: op(lower ranks, higher ranks), so the results are the same to the last bit at every
 * rank, for every length, and as in Reduce and Reduce_scatter_block.
 */
public final class Allreduce {
  private Allreduce() {}

  /**
   * Combines {@code mine} of all ranks into {@code data}.
   *
   * @param mine not changed; may be {@code data} itself
   */
  public static void allreduce(SpanPeer peer, Span mine, Span data, Combiner op) {
    Fold fold = Fold.of(peer.size());
    int rank = peer.rank();
    if (fold.isSecond(rank)) {
      peer.send(mine, rank - 1);
      peer.settle();
      peer.receive(data, rank - 1);
      return;
    }
    Span sum = mine;
    if (fold.inPair(rank)) {
      peer.receiveCombined(mine, true, data, op, rank + 1);
      sum = data;
    }
    if (peer.routes().reducesInPieces(peer.size(), data.length())) {
      pieces(peer, fold, sum, data, op);
    } else {
      doubling(peer, fold, sum, data, op);
    }
    if (fold.inPair(rank)) {
      peer.send(data, rank + 1);
    }
  }

  /**
   * Recursive doubling (Thakur, Rabenseifner, Gropp: Optimization of collective communication
   * operations in MPICH, 2005): neighbouring runs exchange all they have. log2 rounds.
   */
  private static void doubling(SpanPeer peer, Fold fold, Span mine, Span data, Combiner op) {
    if (mine != data) {
      mine.copyTo(data);
    }
    if (fold.groups() == 1) {
      return;
    }
    int group = fold.groupOf(peer.rank());
    Span theirs = Span.allocate(data.length());
    for (int distance = 1; distance < fold.groups(); distance *= 2) {
      int other = fold.firstRankOf(group ^ distance);
      peer.send(data, other);
      peer.receive(theirs, other);
      peer.settle();
      if ((group & distance) == 0) {
        op.combine(data, theirs, data);
      } else {
        op.combine(theirs, data, data);
      }
    }
  }

  /**
   * Recursive halving, then the results go back the same way (Rabenseifner: Optimization of
   * collective reduction operations, 2004). 2 log2 rounds, and each rank combines and sends about
   * as much as one buffer, whatever the number of ranks.
   */
  private static void pieces(SpanPeer peer, Fold fold, Span mine, Span data, Combiner op) {
    Halving halving = new Halving(peer, fold, 0, op);
    halving.combine(mine, data);
    peer.settle();
    int group = fold.groupOf(peer.rank());
    for (int rounds = halving.rounds(); rounds > 0; rounds--) {
      int otherGroup = group ^ 1 << (rounds - 1);
      int other = halving.leader(otherGroup);
      peer.send(halving.held(data, group, rounds), other);
      peer.receive(halving.held(data, otherGroup, rounds), other);
    }
  }
}
