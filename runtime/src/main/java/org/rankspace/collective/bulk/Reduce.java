package org.rankspace.collective.bulk;

import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;

/**
 * Every rank's memory combined element by element, at the root. MPI 4.1, section 6.9.1.
 *
 * <p>In pieces that stay in the cache, each over the tree of {@link
 * org.rankspace.collective.Reduce}: while a rank combines one, the next is under way (as in
 * Pješivac-Grbović and others: Performance analysis of MPI collective operations, 2005, for
 * segmented trees). What this rank gives is never written to.
 */
public final class Reduce {
  private static final int PIECE_BYTES = 32 * 1024;

  private Reduce() {}

  /**
   * @param into where the result goes at the root, of the same length; may be {@code mine}; null
   *     elsewhere
   */
  public static void reduce(SpanPeer peer, int root, Span mine, Span into, Combiner op) {
    Piece piece = new Piece(peer, op, Math.min(mine.length(), PIECE_BYTES));
    int at = 0;
    int length;
    do {
      length = Math.min(PIECE_BYTES, mine.length() - at);
      piece.reduce(root, mine.part(at, length), into == null ? null : into.part(at, length));
      at += length;
    } while (length == PIECE_BYTES); // the last is shorter, so that all see if they do not agree
  }

  /** One piece after the other, in the same memory. */
  private static final class Piece extends Messages.Single {
    private final Combiner op;
    private final int mostBytes;
    private Span theirs;
    private Span sums;
    private Span into;
    private int length;

    Piece(SpanPeer peer, Combiner op, int mostBytes) {
      super(peer);
      this.op = op;
      this.mostBytes = mostBytes;
    }

    void reduce(int root, Span mine, Span goal) {
      length = mine.length();
      into = goal;
      Span sum = org.rankspace.collective.Reduce.reduce(this, root, mine, this::combine);
      if (sum == mine && goal != null) {
        mine.copyTo(goal);
      }
      if (sums != null) {
        peer.settle(); // the next piece's sums go where these are
      }
    }

    private Span combine(Span lower, Span higher) {
      if (into == null) {
        sums = sums == null ? Span.allocate(mostBytes) : sums;
        into = sums.part(0, length);
      }
      op.combine(lower, higher, into);
      return into;
    }

    @Override
    public Span recv(int source) {
      theirs = theirs == null ? Span.allocate(mostBytes) : theirs;
      Span message = theirs.part(0, length);
      peer.receive(message, source);
      return message;
    }
  }
}
