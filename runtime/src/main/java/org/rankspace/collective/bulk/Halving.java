package org.rankspace.collective.bulk;

import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;
import org.rankspace.collective.Fold;

/**
 * Recursive halving (Rabenseifner: Optimization of collective reduction operations, 2004): the
 * leaders of neighbouring runs of groups exchange half of what they still combine, from near to far
 * so that the order of the ranks is kept. In the end each holds one range of the elements, combined
 * over all groups. log2 rounds, and each leader combines and sends less than one buffer, whatever
 * the number of ranks.
 *
 * @param fold the groups; the second rank of a pair has given its values to its leader before
 * @param root who leads its group; every other group is led by its first rank
 */
record Halving(SpanPeer peer, Fold fold, int root, Combiner op) {
  /** Elements {@code from} to {@code to}, exclusive. */
  private record Range(int from, int to) {
    /** The lower or the upper half; the upper one is not the smaller. */
    Range half(boolean lower) {
      int middle = from + (to - from) / 2;
      return lower ? new Range(from, middle) : new Range(middle, to);
    }
  }

  /**
   * Combines, at a leader.
   *
   * @param mine its values; what was sent of them must not change before {@link SpanPeer#settle}
   * @param all where its range of the result goes, of the length of {@code mine}, which it may be;
   *     null for new memory
   * @return its range of the result
   */
  Span combine(Span mine, Span all) {
    int group = fold.groupOf(peer.rank());
    Span held = mine;
    for (int distance = 1; distance < fold.groups(); distance *= 2) {
      int other = leader(group ^ distance);
      boolean lower = (group & distance) == 0;
      Range range = new Range(0, held.length() / op.elementBytes());
      Span kept = part(held, range.half(lower));
      Span into = kept;
      if (distance == 1 && all != mine) {
        into = all == null ? Span.allocate(kept.length()) : part(all, range.half(lower));
      }
      peer.send(part(held, range.half(!lower)), other);
      peer.receiveCombined(kept, lower, into, op, other);
      held = into;
    }
    return held;
  }

  int leader(int group) {
    return fold.leaderOf(group, root);
  }

  /** The part of {@code all} that a group's leader holds after the first rounds. */
  Span held(Span all, int group, int rounds) {
    Range range = new Range(0, all.length() / op.elementBytes());
    for (int round = 0; round < rounds; round++) {
      range = range.half((group & 1 << round) == 0);
    }
    return part(all, range);
  }

  /** How many rounds there are. */
  int rounds() {
    return Integer.numberOfTrailingZeros(fold.groups());
  }

  private Span part(Span of, Range range) {
    return of.part(range.from * op.elementBytes(), (range.to - range.from) * op.elementBytes());
  }
}
