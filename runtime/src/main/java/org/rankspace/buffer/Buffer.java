package org.rankspace.buffer;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * Memory with items in it.
 *
 * @param itemBytes the length of one item, at least 1; {@code span} holds whole items
 * @param readOnly whether nothing may be received into it
 */
public record Buffer(Span span, Element element, int itemBytes, boolean readOnly) {
  /** A count that stands for all items from the displacement on. */
  public static final int ALL = -1;

  /** Plain bytes that may be written. */
  public static Buffer of(byte[] bytes) {
    return new Buffer(new Span(bytes, 0, bytes.length), Element.UINT8, 1, false);
  }

  /** How many items there are. */
  public int items() {
    return span.length() / itemBytes;
  }

  /** All bytes. */
  public int lengthBytes() {
    return span.length();
  }

  /**
   * {@code count} items from item {@code displacement} on.
   *
   * @param count may be {@link #ALL}
   * @throws RankspaceException of class COUNT if they are not all in here
   */
  public Buffer part(int count, int displacement) {
    if (count == ALL && displacement == 0) {
      return this;
    }
    int items = items();
    int wanted = count == ALL ? items - displacement : count;
    if (displacement < 0 || wanted < 0 || (long) displacement + wanted > items) {
      throw new RankspaceException(
          ErrorClass.COUNT,
          "the buffer has not as many items: items=%d, count=%d, displacement=%d"
              .formatted(items, wanted, displacement));
    }
    return new Buffer(
        span.part(displacement * itemBytes, wanted * itemBytes), element, itemBytes, readOnly);
  }

  /**
   * This buffer, to be received into.
   *
   * @throws RankspaceException of class ARG if it is read-only
   */
  public Buffer writable() {
    if (readOnly) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "nothing can be received into a read-only buffer: items=%d; give a bytearray, an array or a"
                  .formatted(items())
              + " writable memoryview");
    }
    return this;
  }
}
