package org.rankspace.layout;

/**
 * The smallest pieces of memory that have a byte order, as x86-64 and as the portable
 * representation external32 have them (MPI 4.1, section 14.5.2).
 */
public enum Cell {
  BYTE(1, 1),
  TWO_BYTES(2, 2),
  FOUR_BYTES(4, 4),
  EIGHT_BYTES(8, 8),
  SIXTEEN_BYTES(16, 16),
  /** A C long: 4 bytes when it travels. */
  LONG(8, 4),
  /** A C unsigned long: 4 bytes when it travels. */
  UNSIGNED_LONG(8, 4),
  /** A C wchar_t: 2 bytes when it travels. */
  WIDE_CHARACTER(4, 2),
  /** A C long double: extended precision here, quadruple precision when it travels. */
  EXTENDED(16, 16);

  private final int nativeBytes;
  private final int externalBytes;

  Cell(int nativeBytes, int externalBytes) {
    this.nativeBytes = nativeBytes;
    this.externalBytes = externalBytes;
  }

  /** Bytes of one in memory. */
  public int nativeBytes() {
    return nativeBytes;
  }

  /** Bytes of one in external32. */
  public int externalBytes() {
    return externalBytes;
  }
}
