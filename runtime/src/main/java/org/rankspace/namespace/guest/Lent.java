package org.rankspace.namespace.guest;

import org.graalvm.polyglot.Value;
import org.rankspace.buffer.Buffer;

/**
 * The memory of a Python object for the length of an operation.
 *
 * @param buffer the object's own memory, or a copy of it
 * @param view null if the memory is the object's own; else a writable view of bytes over it
 */
public record Lent(Buffer buffer, Value view) {
  /**
   * To be called when all that was received has come.
   *
   * @param received the part of {@link #buffer} that may have changed
   */
  public void giveBack(Buffer received) {
    if (view != null) {
      CopiedMemory.store(buffer, received, view);
    }
  }
}
