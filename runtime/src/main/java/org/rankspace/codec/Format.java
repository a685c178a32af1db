package org.rankspace.codec;

/**
 * The codes that start every value on the wire. A message is one version byte and one value.
 * Numbers inside values are Kryo's variable-length integers unless said otherwise; bulk numbers are
 * 8 or 4 bytes each, little-endian.
 *
 * <p>Containers count: each list, dict, set, bytearray, array and instance gets the next number,
 * from 0, when its code is written; {@link #REFERENCE} names one by it, which is how shared and
 * cyclic references survive.
 */
public final class Format {
  /** The first byte of every message. Golden files in the tests hold it still. */
  public static final int VERSION = 1;

  /**
   * How deep containers may lie in each other. About what CPython's pickle takes; far from the end
   * of the stack, where a class that is being loaded would stay broken.
   */
  public static final int MAX_DEPTH = 1000;

  public static final int NONE = 0;
  public static final int TRUE = 1;
  public static final int FALSE = 2;

  /** Zigzag variable-length, 1 to 9 bytes: any int of up to 64 bits. */
  public static final int INT = 3;

  /** Any other int: length, then two's complement, big-endian. */
  public static final int BIG_INT = 4;

  /** 8 bytes, IEEE 754. */
  public static final int FLOAT = 5;

  /** Two floats. */
  public static final int COMPLEX = 6;

  /** Length in bytes, then one byte for each character: all are below 256. */
  public static final int LATIN_TEXT = 7;

  /** Length in bytes, then UTF-16 code units, little-endian. */
  public static final int WIDE_TEXT = 8;

  /** Length, then the bytes. */
  public static final int BYTES = 9;

  /** As {@link #BYTES}; counts as a container. */
  public static final int BYTEARRAY = 10;

  /** Number of elements, then a value for each. */
  public static final int LIST = 11;

  public static final int TUPLE = 12;

  /** Number of entries, then key and value of each. */
  public static final int DICT = 13;

  public static final int SET = 14;

  /** Not a container that counts: it cannot be part of a cycle. */
  public static final int FROZENSET = 15;

  /** Three values. */
  public static final int RANGE = 16;

  /** Three values. */
  public static final int SLICE = 17;

  /** One byte type code, then as {@link #BYTES}; counts as a container. */
  public static final int ARRAY = 18;

  /** The number of a container seen before. */
  public static final int REFERENCE = 19;

  /** Number of elements, then 8 bytes each. */
  public static final int LIST_OF_FLOATS = 20;

  /** Number of elements, then 4 bytes each. */
  public static final int LIST_OF_INTS = 21;

  /** Number of elements, then 8 bytes each. */
  public static final int LIST_OF_LONGS = 22;

  public static final int TUPLE_OF_FLOATS = 23;
  public static final int TUPLE_OF_INTS = 24;
  public static final int TUPLE_OF_LONGS = 25;

  /**
   * An instance of a class with default pickling: the class's key, then its {@code __dict__} as a
   * DICT.
   */
  public static final int INSTANCE = 26;

  /** Anything else: as {@link #BYTES}, a pickle that only Python opens. */
  public static final int PICKLE = 27;

  private Format() {}
}
