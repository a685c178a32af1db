package org.rankspace.buffer;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** A buffer with one block of items for each rank. */
public final class Blocks {
  private final Buffer buffer;
  private final int[] counts;
  private final int[] displacements;
  private final boolean even;

  private Blocks(Buffer buffer, int[] counts, int[] displacements, boolean even) {
    this.buffer = buffer;
    this.counts = counts;
    this.displacements = displacements;
    this.even = even;
  }

  /**
   * Blocks of the same length, one after the other.
   *
   * @param count items of each; {@link Buffer#ALL} divides the buffer among the ranks
   * @throws RankspaceException of class COUNT if the buffer cannot be divided so
   */
  public static Blocks even(Buffer buffer, int ranks, int count, int displacement) {
    Buffer rest = buffer.part(Buffer.ALL, displacement);
    int each = count == Buffer.ALL ? rest.items() / ranks : count;
    if (count == Buffer.ALL && rest.items() % ranks != 0) {
      throw new RankspaceException(
          ErrorClass.COUNT,
          "the buffer cannot be divided among the ranks: items=%d, size=%d"
              .formatted(rest.items(), ranks));
    }
    int[] counts = new int[ranks];
    int[] displacements = new int[ranks];
    for (int rank = 0; rank < ranks; rank++) {
      counts[rank] = each;
      displacements[rank] = Math.addExact(displacement, Math.multiplyExact(rank, each));
    }
    return checked(buffer, counts, displacements, true);
  }

  /**
   * Blocks of any length.
   *
   * @param counts items for each rank
   * @param displacements the item where each rank's block starts; null for one after the other
   * @throws RankspaceException of class COUNT if there is not one for each rank, or a block is not
   *     in the buffer
   */
  public static Blocks of(Buffer buffer, int ranks, int[] counts, int[] displacements) {
    int[] starts = displacements == null ? follow(counts) : displacements;
    if (counts.length != ranks || starts.length != ranks) {
      throw new RankspaceException(
          ErrorClass.COUNT,
          "there must be a count and a displacement for each rank: counts=%d, displacements=%d, size=%d"
              .formatted(counts.length, starts.length, ranks));
    }
    return checked(buffer, counts, starts, false);
  }

  /** Blocks one after the other over the whole buffer, the first ones an item longer if need be. */
  public static Blocks balanced(Buffer buffer, int ranks) {
    int[] counts = new int[ranks];
    for (int rank = 0; rank < ranks; rank++) {
      counts[rank] = buffer.items() / ranks + (rank < buffer.items() % ranks ? 1 : 0);
    }
    return of(buffer, ranks, counts, null);
  }

  private static int[] follow(int[] counts) {
    int[] starts = new int[counts.length];
    for (int rank = 1; rank < counts.length; rank++) {
      starts[rank] = Math.addExact(starts[rank - 1], counts[rank - 1]);
    }
    return starts;
  }

  private static Blocks checked(Buffer buffer, int[] counts, int[] displacements, boolean even) {
    for (int rank = 0; rank < counts.length; rank++) {
      if (counts[rank] < 0) {
        throw new RankspaceException(
            ErrorClass.COUNT,
            "a count must not be negative: rank=%d, count=%d".formatted(rank, counts[rank]));
      }
      buffer.part(counts[rank], displacements[rank]);
    }
    return new Blocks(buffer, counts, displacements, even);
  }

  /** The whole buffer, also what is in no block. */
  public Buffer buffer() {
    return buffer;
  }

  /** Whether all blocks have the same length by the way they were given. */
  public boolean isEven() {
    return even;
  }

  public int ranks() {
    return counts.length;
  }

  /** The memory of one rank's block. */
  public Span of(int rank) {
    return buffer.part(counts[rank], displacements[rank]).span();
  }

  /** The memory of all blocks, in rank order. */
  public Span[] all() {
    Span[] spans = new Span[counts.length];
    for (int rank = 0; rank < spans.length; rank++) {
      spans[rank] = of(rank);
    }
    return spans;
  }

  /** These blocks in a buffer that may be written. */
  public Blocks writable() {
    buffer.writable();
    return this;
  }

  /** The same blocks with the same bytes, in memory of its own. */
  public Blocks copy() {
    Span copy = Span.allocate(buffer.lengthBytes());
    buffer.span().copyTo(copy);
    return new Blocks(
        new Buffer(copy, buffer.element(), buffer.itemBytes(), false), counts, displacements, even);
  }
}
