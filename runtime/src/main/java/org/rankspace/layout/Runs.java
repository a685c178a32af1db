package org.rankspace.layout;

import java.util.Arrays;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * A list of stretches of equal cells: the {@code cells[i]} lie one after the other in {@code
 * lengths[i]} bytes from {@code starts[i]} on. In the order in which they travel.
 */
final class Runs {
  private static final int LIMIT = 1 << 27;

  private final boolean mixed;
  private long[] starts = new long[4];
  private int[] lengths = new int[4];
  private Cell[] cells = new Cell[4];
  private int count;

  /**
   * @param mixed whether a run may be of cells of several kinds, which makes for fewer and longer
   *     ones
   */
  Runs(boolean mixed) {
    this.mixed = mixed;
  }

  boolean isMixed() {
    return mixed;
  }

  int count() {
    return count;
  }

  long start(int run) {
    return starts[run];
  }

  int lengthBytes(int run) {
    return lengths[run];
  }

  Cell cell(int run) {
    return cells[run];
  }

  void add(long start, int lengthBytes, Cell cell) {
    if (lengthBytes == 0) {
      return;
    }
    int last = count - 1;
    if (last >= 0
        && starts[last] + lengths[last] == start
        && (mixed || cells[last] == cell)
        && (long) lengths[last] + lengthBytes <= Integer.MAX_VALUE) {
      lengths[last] += lengthBytes;
      return;
    }
    if (count == starts.length) {
      grow();
    }
    starts[count] = start;
    lengths[count] = lengthBytes;
    cells[count] = cell;
    count++;
  }

  private void grow() {
    if (count >= LIMIT) {
      throw new RankspaceException(
          ErrorClass.TYPE, "the datatype has too many separate pieces: more than " + LIMIT);
    }
    starts = Arrays.copyOf(starts, 2 * count);
    lengths = Arrays.copyOf(lengths, 2 * count);
    cells = Arrays.copyOf(cells, 2 * count);
  }

  /** Adds all runs of {@code other}, {@code shift} bytes further on. */
  void addAll(Runs other, long shift) {
    for (int run = 0; run < other.count; run++) {
      add(other.starts[run] + shift, other.lengths[run], other.cells[run]);
    }
  }
}
