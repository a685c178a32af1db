package org.rankspace.layout;

/** Bytes at places that are counted from somewhere, perhaps not all in one piece. */
public interface Memory {
  /** Copies {@code length} bytes from place {@code at} on into an array. */
  void read(long at, byte[] to, int first, int length);

  /** Copies {@code length} bytes of an array to place {@code at} and after. */
  void write(long at, byte[] from, int first, int length);
}
