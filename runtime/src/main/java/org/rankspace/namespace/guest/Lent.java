package org.rankspace.namespace.guest;

import org.graalvm.polyglot.Value;
import org.rankspace.buffer.Buffer;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * The memory of a Python object for the length of an operation.
 *
 * @param buffer the object's own memory, or a copy of it
 * @param view null if the memory is the object's own; else a writable view of bytes over it
 * @param first where in the view the copy begins
 */
public record Lent(Buffer buffer, Value view, int first) {
  /** The object's own memory. */
  static Lent own(Buffer buffer) {
    return new Lent(buffer, null, 0);
  }

  /**
   * Checks that memory of {@code wholeBytes} has a part.
   *
   * @throws RankspaceException of class BUFFER if it is too small
   */
  static void requirePart(long wholeBytes, int first, int lengthBytes) {
    if (first < 0 || lengthBytes < 0 || first > wholeBytes - lengthBytes) {
      throw new RankspaceException(
          ErrorClass.BUFFER,
          "the buffer is too small: bytes=%d, wanted=%d, from byte %d"
              .formatted(wholeBytes, lengthBytes, first));
    }
  }

  /**
   * To be called when all that was received has come.
   *
   * @param received the part of {@link #buffer} that may have changed
   */
  public void giveBack(Buffer received) {
    if (view != null) {
      CopiedMemory.store(received, view, first + received.span().offset() - buffer.span().offset());
    }
  }
}
