package org.rankspace.collective.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;
import org.rankspace.collective.Exscan;
import org.rankspace.collective.Fold;
import org.rankspace.collective.ReduceScatter;
import org.rankspace.collective.Scan;

/**
 * Reductions of memory whose messages are those of the reductions of objects, in {@code
 * collective}: see there for what each costs. What this rank gives is never written to.
 */
public final class Reductions {
  private Reductions() {}

  /** Returns the combined elements of ranks 0 to this one, in memory that may be {@code mine}. */
  public static Span scan(SpanPeer peer, Span mine, Combiner op) {
    return Scan.scan(Messages.single(peer, mine.length()), mine, sparing(mine, op));
  }

  /** Returns the combined elements of the ranks before this one; null at rank 0. */
  public static Span exscan(SpanPeer peer, Span mine, Combiner op) {
    return Exscan.exscan(Messages.single(peer, mine.length()), mine, sparing(mine, op));
  }

  /**
   * Returns the combined elements of all ranks' blocks that belong to this rank.
   *
   * @param mine one block of the same length for each rank, one after the other
   */
  public static Span reduceScatter(SpanPeer peer, Span mine, Combiner op) {
    int length = mine.length() / peer.size();
    if (length == 0) {
      return mine;
    }
    List<Span> blocks = new ArrayList<>(peer.size());
    for (int rank = 0; rank < peer.size(); rank++) {
      blocks.add(mine.part(rank * length, length));
    }
    return ReduceScatter.reduceScatter(Messages.blocks(peer, length), blocks, sparing(mine, op));
  }

  /**
   * As {@link #reduceScatter(SpanPeer, Span, Combiner)}, of blocks of any length. Pairwise: each
   * rank sends every other rank's block straight there, and combines what it gets over the tree of
   * {@link Fold}, so in the same order (Thakur, Rabenseifner, Gropp: Optimization of collective
   * communication operations in MPICH, 2005). size-1 rounds.
   *
   * @param blocks one for each rank
   * @return in new memory, or this rank's block where it is alone
   */
  public static Span reduceScatter(SpanPeer peer, Span[] blocks, Combiner op) {
    int size = peer.size();
    int rank = peer.rank();
    Span[] mine = new Span[size];
    mine[rank] = blocks[rank];
    for (int distance = 1; distance < size; distance++) {
      int dest = (rank + distance) % size;
      int source = Math.floorMod(rank - distance, size);
      peer.send(blocks[dest], dest);
      mine[source] = Span.allocate(blocks[rank].length());
      peer.receive(mine[source], source);
    }
    return combineAll(mine, sparing(blocks[rank], op));
  }

  /** The ranks' spans combined over the tree of {@link Fold}. */
  private static Span combineAll(Span[] ofRank, BinaryOperator<Span> op) {
    Fold fold = Fold.of(ofRank.length);
    Span[] runs = new Span[fold.groups()];
    for (int group = 0; group < runs.length; group++) {
      Span first = ofRank[fold.firstRankOf(group)];
      runs[group] = group < fold.pairs() ? op.apply(first, ofRank[fold.lastRankOf(group)]) : first;
    }
    for (int width = 1; width < runs.length; width *= 2) {
      for (int group = 0; group < runs.length; group += 2 * width) {
        runs[group] = op.apply(runs[group], runs[group + width]);
      }
    }
    return runs[0];
  }

  /** Puts the result into the lower operand, or into the higher if the lower is the caller's. */
  private static BinaryOperator<Span> sparing(Span mine, Combiner op) {
    return (lower, higher) -> {
      Span into = lower.bytes() == mine.bytes() ? higher : lower;
      op.combine(lower, higher, into);
      return into;
    };
  }
}
