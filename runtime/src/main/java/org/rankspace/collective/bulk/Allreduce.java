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
   * Rabenseifner (Optimization of collective reduction operations, 2004): neighbouring runs
   * exchange half of what they still combine, from near to far so that the order of the ranks is
   * kept; then the results go back the same way. 2 log2 rounds, and each rank combines and sends
   * about as much as one buffer, whatever the number of ranks.
   */
  private static void pieces(SpanPeer peer, Fold fold, Span mine, Span data, Combiner op) {
    Range[] wholes = new Range[Integer.SIZE];
    int rounds = 0;
    int group = fold.groupOf(peer.rank());
    Range range = new Range(0, data.length() / op.elementBytes());
    Span source = mine;
    for (int distance = 1; distance < fold.groups(); distance *= 2) {
      int other = fold.firstRankOf(group ^ distance);
      boolean lower = (group & distance) == 0;
      Range given = range.half(!lower);
      wholes[rounds++] = range;
      range = range.half(lower);
      peer.send(given.of(source, op), other);
      peer.receiveCombined(range.of(source, op), lower, range.of(data, op), op, other);
      source = data;
    }
    peer.settle();
    for (int distance = fold.groups() / 2; distance > 0; distance /= 2) {
      int other = fold.firstRankOf(group ^ distance);
      peer.send(range.of(data, op), other);
      Range all = wholes[--rounds];
      peer.receive(all.half((group & distance) != 0).of(data, op), other);
      range = all;
    }
  }

  /** Elements {@code from} to {@code to}, exclusive. */
  private record Range(int from, int to) {
    /** The lower or the upper half; the upper one is not the smaller. */
    Range half(boolean lower) {
      int middle = from + (to - from) / 2;
      return lower ? new Range(from, middle) : new Range(middle, to);
    }

    Span of(Span data, Combiner op) {
      return data.part(from * op.elementBytes(), (to - from) * op.elementBytes());
    }
  }
}
