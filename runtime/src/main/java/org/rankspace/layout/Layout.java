package org.rankspace.layout;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** Where the cells of one datatype lie, counted in bytes from where a buffer begins. Immutable. */
public final class Layout {
  private final Bounds bounds;
  private final long sizeBytes;
  private final long externalBytes;
  private final Filler filler;
  private volatile Runs merged;
  private volatile Runs uniform;

  /** Lists the runs of a layout when they are needed. */
  @FunctionalInterface
  private interface Filler {
    void fill(Runs runs);
  }

  private Layout(Bounds bounds, long sizeBytes, long externalBytes, Filler filler) {
    this.bounds = bounds;
    this.sizeBytes = sizeBytes;
    this.externalBytes = externalBytes;
    this.filler = filler;
  }

  /** {@code count} cells one after the other, at the beginning. */
  public static Layout of(Cell cell, int count, int alignment) {
    int length = count * cell.nativeBytes();
    return new Layout(
        new Bounds(0, length, 0, length, alignment, false),
        length,
        (long) count * cell.externalBytes(),
        runs -> runs.add(0, length, cell));
  }

  /**
   * This one in {@code count} blocks of {@code blockLength}.
   *
   * @param strideBytes from the beginning of one block to that of the next
   */
  public Layout vector(long count, long blockLength, long strideBytes) {
    Bounds block = bounds.repeated(blockLength, bounds.extent());
    Bounds all = block == Bounds.NONE ? block : block.repeated(count, strideBytes);
    long items = Math.multiplyExact(count, blockLength);
    return new Layout(
        all.padded(),
        Math.multiplyExact(items, sizeBytes),
        Math.multiplyExact(items, externalBytes),
        runs -> fill(runs, count, blockLength, strideBytes));
  }

  private void fill(Runs runs, long count, long blockLength, long strideBytes) {
    Runs item = runs(runs);
    for (long block = 0; block < count; block++) {
      fillBlock(runs, item, blockLength, block * strideBytes);
    }
  }

  private void fillBlock(Runs runs, Runs item, long blockLength, long start) {
    if (isDense() && item.count() == 1 && blockLength * sizeBytes <= Integer.MAX_VALUE) {
      runs.add(start + item.start(0), (int) (blockLength * sizeBytes), item.cell(0));
      return;
    }
    for (long i = 0; i < blockLength; i++) {
      runs.addAll(item, start + i * bounds.extent());
    }
  }

  /**
   * Blocks of {@code lengths[i]} of {@code parts[i]}, at {@code startsBytes[i]}.
   *
   * @param parts one for each block, or one for all
   */
  public static Layout joined(long[] lengths, long[] startsBytes, Layout[] parts) {
    Bounds bounds = Bounds.NONE;
    long size = 0;
    long external = 0;
    for (int i = 0; i < lengths.length; i++) {
      Layout part = parts.length == 1 ? parts[0] : parts[i];
      Bounds block = part.bounds.repeated(lengths[i], part.bounds.extent());
      bounds = bounds.with(block == Bounds.NONE ? block : block.shifted(startsBytes[i]));
      size = Math.addExact(size, Math.multiplyExact(lengths[i], part.sizeBytes));
      external = Math.addExact(external, Math.multiplyExact(lengths[i], part.externalBytes));
    }
    return new Layout(
        bounds.padded(),
        size,
        external,
        runs -> {
          for (int i = 0; i < lengths.length; i++) {
            Layout part = parts.length == 1 ? parts[0] : parts[i];
            part.fillBlock(runs, part.runs(runs), lengths[i], startsBytes[i]);
          }
        });
  }

  /** The same cells, beginning and ending elsewhere. */
  public Layout resized(long lowerBytes, long extentBytes) {
    return new Layout(
        bounds.resized(lowerBytes, extentBytes),
        sizeBytes,
        externalBytes,
        runs -> runs.addAll(runs(runs), 0));
  }

  /** Bytes of data. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Bytes of data in external32. */
  public long externalBytes() {
    return externalBytes;
  }

  /** Where it begins. */
  public long lower() {
    return bounds.lower();
  }

  /** From where it begins to where the next one would. */
  public long extent() {
    return bounds.extent();
  }

  /** Where its first byte of data is. */
  public long trueLower() {
    return bounds.trueLower();
  }

  /** From its first byte of data to the end of the last. */
  public long trueExtent() {
    return bounds.trueUpper() - bounds.trueLower();
  }

  /** Whether many of it are one piece of memory without gaps, in the order in which they travel. */
  public boolean isDense() {
    if (sizeBytes != bounds.extent()
        || bounds.trueLower() != bounds.lower()
        || sizeBytes != trueExtent()
        || sizeBytes > Integer.MAX_VALUE) {
      return false;
    }
    return sizeBytes == 0 || merged().count() == 1;
  }

  private Runs merged() {
    if (merged == null) {
      Runs runs = new Runs(true);
      filler.fill(runs);
      merged = runs;
    }
    return merged;
  }

  private Runs uniform() {
    if (uniform == null) {
      Runs runs = new Runs(false);
      filler.fill(runs);
      uniform = runs;
    }
    return uniform;
  }

  private Runs runs(Runs like) {
    return like.isMixed() ? merged() : uniform();
  }

  /**
   * Puts the data of {@code count} items into one piece.
   *
   * @throws RankspaceException of class BUFFER if the memory ends before them, TRUNCATE if the
   *     array does
   */
  public void pack(long count, Memory from, byte[] to, int first) {
    room(count * sizeBytes, to, first);
    Runs runs = merged();
    int at = first;
    for (long item = 0; item < count; item++) {
      long shift = item * bounds.extent();
      for (int run = 0; run < runs.count(); run++) {
        from.read(shift + runs.start(run), to, at, runs.lengthBytes(run));
        at += runs.lengthBytes(run);
      }
    }
  }

  /**
   * The way back from {@link #pack}, for as many bytes as there are: the last item may come in
   * part.
   */
  public void unpack(Memory to, byte[] from, int first, int lengthBytes) {
    Runs runs = merged();
    int at = first;
    int end = first + lengthBytes;
    for (long shift = 0; at < end; shift += bounds.extent()) {
      for (int run = 0; run < runs.count() && at < end; run++) {
        int length = Math.min(runs.lengthBytes(run), end - at);
        to.write(shift + runs.start(run), from, at, length);
        at += length;
      }
    }
  }

  /** As {@link #pack}, into external32. */
  public void packExternal(long count, Memory from, byte[] to, int first) {
    room(count * externalBytes, to, first);
    Runs runs = uniform();
    int at = first;
    for (long item = 0; item < count; item++) {
      long shift = item * bounds.extent();
      for (int run = 0; run < runs.count(); run++) {
        at =
            External.write(
                from, shift + runs.start(run), runs.lengthBytes(run), runs.cell(run), to, at);
      }
    }
  }

  /** As {@link #unpack}, of {@code count} items from external32. */
  public void unpackExternal(long count, Memory to, byte[] from, int first) {
    room(count * externalBytes, from, first);
    Runs runs = uniform();
    int at = first;
    for (long item = 0; item < count; item++) {
      long shift = item * bounds.extent();
      for (int run = 0; run < runs.count(); run++) {
        at =
            External.read(
                from, at, runs.cell(run), to, shift + runs.start(run), runs.lengthBytes(run));
      }
    }
  }

  private static void room(long neededBytes, byte[] bytes, int first) {
    if (neededBytes > bytes.length - first) {
      throw new RankspaceException(
          ErrorClass.TRUNCATE,
          "the packed data does not fit: needed=%d bytes, there are=%d"
              .formatted(neededBytes, bytes.length - first));
    }
  }
}
