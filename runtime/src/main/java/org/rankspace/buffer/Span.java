package org.rankspace.buffer;

import java.util.Objects;

/**
 * A stretch of an array: {@code length} bytes from {@code offset} on. Says where memory is, not
 * what is in it: two spans may overlap.
 */
public record Span(byte[] bytes, int offset, int length) {
  public Span {
    Objects.checkFromIndexSize(offset, length, bytes.length);
  }

  /** New memory, all zero. */
  public static Span allocate(int lengthBytes) {
    return new Span(new byte[lengthBytes], 0, lengthBytes);
  }

  /** {@code partLength} bytes of this, the first of them at {@code from}. */
  public Span part(int from, int partLength) {
    Objects.checkFromIndexSize(from, partLength, length);
    return new Span(bytes, offset + from, partLength);
  }

  /** Whether a byte of one may be a byte of the other. */
  public boolean overlaps(Span other) {
    return bytes == other.bytes
        && offset < other.offset + other.length
        && other.offset < offset + length;
  }

  /** Copies all bytes to the beginning of {@code target}, which may overlap with this. */
  public void copyTo(Span target) {
    Objects.checkFromIndexSize(0, length, target.length);
    System.arraycopy(bytes, offset, target.bytes, target.offset, length);
  }
}
