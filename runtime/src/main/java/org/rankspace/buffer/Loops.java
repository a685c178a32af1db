package org.rankspace.buffer;

import java.lang.foreign.MemorySegment;

/**
 * Two arrays of elements of one type, and the loops over them. The operation is chosen outside of
 * each loop.
 */
abstract class Loops {
  /** Three such arrays fit into a first-level cache. */
  static final int CHUNK_BYTES = 8 * 1024;

  private final MemorySegment low;
  private final MemorySegment high;

  /** The segments of the two arrays of {@link #CHUNK_BYTES} each. */
  Loops(MemorySegment low, MemorySegment high) {
    this.low = low;
    this.high = high;
  }

  final void load(byte[] lower, int lowerOffset, byte[] higher, int higherOffset, int length) {
    MemorySegment.copy(MemorySegment.ofArray(lower), lowerOffset, low, 0, length);
    MemorySegment.copy(MemorySegment.ofArray(higher), higherOffset, high, 0, length);
  }

  /** Combines the first {@code count} elements of both into the first array. */
  abstract void apply(Operator operator, int count);

  final void store(byte[] into, int offset, int length) {
    MemorySegment.copy(low, 0, MemorySegment.ofArray(into), offset, length);
  }
}
