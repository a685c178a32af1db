package org.rankspace.layout;

/**
 * Where a datatype begins and ends (MPI 4.1, section 5.1.7).
 *
 * @param upper where the next one would begin, padding included
 * @param trueLower the first byte with data, {@code trueUpper} the first after them
 * @param alignment what the address of its first byte is expected to be a multiple of
 * @param fixed whether a program has said where it begins and ends
 */
record Bounds(
    long lower, long upper, long trueLower, long trueUpper, int alignment, boolean fixed) {
  /** Of nothing at all. */
  static final Bounds NONE =
      new Bounds(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1, false);

  long extent() {
    return upper - lower;
  }

  Bounds shifted(long by) {
    return new Bounds(lower + by, upper + by, trueLower + by, trueUpper + by, alignment, fixed);
  }

  /** The same {@code count} times, {@code stride} bytes apart. */
  Bounds repeated(long count, long stride) {
    return count == 0 ? NONE : with(shifted((count - 1) * stride));
  }

  Bounds with(Bounds other) {
    if (other == NONE) {
      return this;
    }
    if (this == NONE) {
      return other;
    }
    return new Bounds(
        Math.min(lower, other.lower),
        Math.max(upper, other.upper),
        Math.min(trueLower, other.trueLower),
        Math.max(trueUpper, other.trueUpper),
        Math.max(alignment, other.alignment),
        fixed || other.fixed);
  }

  /** With the padding that makes the extent a multiple of the alignment. */
  Bounds padded() {
    if (this == NONE) {
      return new Bounds(0, 0, 0, 0, 1, false);
    }
    long rest = fixed ? 0 : Math.floorMod(extent(), (long) alignment);
    return rest == 0
        ? this
        : new Bounds(lower, upper + alignment - rest, trueLower, trueUpper, alignment, false);
  }

  Bounds resized(long from, long extent) {
    return new Bounds(from, from + extent, trueLower, trueUpper, alignment, true);
  }
}
