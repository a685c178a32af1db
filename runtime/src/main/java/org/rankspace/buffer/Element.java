package org.rankspace.buffer;

/** What a buffer's items are, in native byte order. */
public enum Element {
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  INT64(8),
  UINT64(8),
  FLOAT32(4),
  FLOAT64(8),
  /** Anything else: it can be moved, and not be combined. */
  OPAQUE(0);

  private final int lengthBytes;

  Element(int lengthBytes) {
    this.lengthBytes = lengthBytes;
  }

  /** Bytes of one; 0 for {@link #OPAQUE}. */
  public int lengthBytes() {
    return lengthBytes;
  }

  boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /**
   * The element of a format of Python's {@code array} and {@code struct}.
   *
   * @param format one letter, perhaps after {@code @} for native; others are opaque
   * @param lengthBytes of one item: {@code l} has 4 or 8
   */
  public static Element of(String format, int lengthBytes) {
    String letter = format.startsWith("@") ? format.substring(1) : format;
    if (letter.length() != 1) {
      return OPAQUE;
    }
    return switch (letter.charAt(0)) {
      case 'b', 'h', 'i', 'l', 'q', 'n' -> integer(lengthBytes, true);
      case 'B', 'H', 'I', 'L', 'Q', 'N' -> integer(lengthBytes, false);
      case 'f' -> FLOAT32;
      case 'd' -> FLOAT64;
      default -> OPAQUE;
    };
  }

  private static Element integer(int lengthBytes, boolean signed) {
    return switch (lengthBytes) {
      case 1 -> signed ? INT8 : UINT8;
      case 2 -> signed ? INT16 : UINT16;
      case 4 -> signed ? INT32 : UINT32;
      case 8 -> signed ? INT64 : UINT64;
      default -> OPAQUE;
    };
  }
}
