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

  /** Combines {@code data} of all ranks into {@code data}. */
  public static void allreduce(SpanPeer peer, Span data, Combiner op) {
    Fold fold = Fold.of(peer.size());
    int rank = peer.rank();
    boolean inPieces = Routes.reducesInPieces(peer.size(), data.length());
    if (fold.isSecond(rank)) {
      peer.send(data, rank - 1);
      peer.settle();
      peer.receive(data, rank - 1);
      return;
    }
    boolean needsAll = fold.inPair(rank) || !inPieces;
    Span theirs = Span.allocate(needsAll ? data.length() : half(data.length(), op));
    if (fold.inPair(rank)) {
      peer.receive(theirs, rank + 1);
      op.combine(data, theirs, data);
    }
    if (inPieces) {
      pieces(peer, fold, data, theirs, op);
    } else {
      doubling(peer, fold, data, theirs, op);
    }
    if (fold.inPair(rank)) {
      peer.send(data, rank + 1);
    }
  }

  /** Bytes of the larger half. */
  private static int half(int length, Combiner op) {
    int elements = length / op.elementBytes();
    return (elements - elements / 2) * op.elementBytes();
  }

  /**
   * Recursive doubling (Thakur, Rabenseifner, Gropp: Optimization of collective communication
   * operations in MPICH, 2005): neighbouring runs exchange all they have. log2 rounds.
   */
  private static void doubling(SpanPeer peer, Fold fold, Span data, Span theirs, Combiner op) {
    int group = fold.groupOf(peer.rank());
    for (int distance = 1; distance < fold.groups(); distance *= 2) {
      int other = fold.firstRankOf(group ^ distance);
      peer.send(data, other);
      peer.receive(theirs, other);
      peer.settle();
      combine((group & distance) == 0, data, theirs, op);
    }
  }

  /**
   * Rabenseifner (Optimization of collective reduction operations, 2004): neighbouring runs
   * exchange half of what they still combine, from near to far so that the order of the ranks is
   * kept; then the results go back the same way. 2 log2 rounds, and each rank combines and sends
   * about as much as one buffer, whatever the number of ranks.
   */
  private static void pieces(SpanPeer peer, Fold fold, Span data, Span theirs, Combiner op) {
    int group = fold.groupOf(peer.rank());
    int unit = op.elementBytes();
    int from = 0;
    int to = data.length() / unit;
    int[] froms = new int[Integer.SIZE];
    int[] tos = new int[Integer.SIZE];
    int rounds = 0;
    for (int distance = 1; distance < fold.groups(); distance *= 2) {
      froms[rounds] = from;
      tos[rounds++] = to;
      int other = fold.firstRankOf(group ^ distance);
      int middle = from + (to - from) / 2;
      boolean lower = (group & distance) == 0;
      peer.send(elements(data, unit, lower ? middle : from, lower ? to : middle), other);
      from = lower ? from : middle;
      to = lower ? middle : to;
      Span kept = elements(data, unit, from, to);
      Span received = theirs.part(0, kept.length());
      peer.receive(received, other);
      combine(lower, kept, received, op);
    }
    peer.settle();
    for (int distance = fold.groups() / 2; distance > 0; distance /= 2) {
      rounds--;
      int other = fold.firstRankOf(group ^ distance);
      peer.send(elements(data, unit, from, to), other);
      boolean lower = (group & distance) == 0;
      peer.receive(
          elements(data, unit, lower ? to : froms[rounds], lower ? tos[rounds] : from), other);
      from = froms[rounds];
      to = tos[rounds];
    }
  }

  private static Span elements(Span data, int unit, int from, int to) {
    return data.part(from * unit, (to - from) * unit);
  }

  private static void combine(boolean mineIsLower, Span mine, Span theirs, Combiner op) {
    if (mineIsLower) {
      op.combine(mine, theirs, mine);
    } else {
      op.combine(theirs, mine, mine);
    }
  }
}
