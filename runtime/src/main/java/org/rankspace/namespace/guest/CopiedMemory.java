package org.rankspace.namespace.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graalvm.polyglot.Value;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Span;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * Lends a copy of an object's memory, by the public polyglot API; what was received is written back
 * through it. Reading is as fast as the memory, writing some 0.3 GB/s.
 */
final class CopiedMemory {
  private CopiedMemory() {}

  static Lent lend(Value object, Pickling pickling) {
    Value parts = parts(object, pickling);
    int itemBytes = parts.getArrayElement(2).asInt();
    Element element = Element.of(parts.getArrayElement(1).asString(), itemBytes);
    int length = Math.toIntExact(parts.getArrayElement(0).getBufferSize());
    return copied(parts, 0, length, element, itemBytes);
  }

  /** Only some of the bytes, whatever the items are. */
  static Lent lend(Value object, int first, int lengthBytes, Pickling pickling) {
    Value parts = parts(object, pickling);
    Lent.requirePart(parts.getArrayElement(0).getBufferSize(), first, lengthBytes);
    return copied(parts, first, lengthBytes, Element.OPAQUE, 1);
  }

  private static Value parts(Value object, Pickling pickling) {
    Value parts = pickling.viewOf().execute(object);
    if (!parts.hasArrayElements()) {
      throw new RankspaceException(ErrorClass.ARG, parts.asString());
    }
    return parts;
  }

  private static Lent copied(
      Value parts, int first, int lengthBytes, Element element, int itemBytes) {
    Value view = parts.getArrayElement(0);
    byte[] bytes = new byte[lengthBytes];
    view.readBuffer(first, bytes, 0, lengthBytes);
    Buffer buffer =
        new Buffer(
            new Span(bytes, 0, bytes.length),
            element,
            itemBytes,
            parts.getArrayElement(3).asBoolean());
    return new Lent(buffer, view, first);
  }

  /** Writes {@code received} into the view, from byte {@code base} on. */
  static void store(Buffer received, Value view, int base) {
    Span span = received.span();
    ByteBuffer bytes = ByteBuffer.wrap(span.bytes(), span.offset(), span.length()).slice();
    bytes.order(ByteOrder.nativeOrder());
    int at = 0;
    for (; at + Long.BYTES <= span.length(); at += Long.BYTES) {
      view.writeBufferLong(ByteOrder.nativeOrder(), base + at, bytes.getLong(at));
    }
    for (; at < span.length(); at++) {
      view.writeBufferByte(base + at, bytes.get(at));
    }
  }
}
