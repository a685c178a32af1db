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
    Value parts = pickling.viewOf().execute(object);
    if (!parts.hasArrayElements()) {
      throw new RankspaceException(ErrorClass.ARG, parts.asString());
    }
    Value view = parts.getArrayElement(0);
    byte[] bytes = new byte[Math.toIntExact(view.getBufferSize())];
    view.readBuffer(0, bytes, 0, bytes.length);
    int itemBytes = parts.getArrayElement(2).asInt();
    Buffer buffer =
        new Buffer(
            new Span(bytes, 0, bytes.length),
            Element.of(parts.getArrayElement(1).asString(), itemBytes),
            itemBytes,
            parts.getArrayElement(3).asBoolean());
    return new Lent(buffer, view);
  }

  /** Writes {@code received}, a part of {@code whole}, to where it belongs in the view. */
  static void store(Buffer whole, Buffer received, Value view) {
    Span span = received.span();
    int base = span.offset() - whole.span().offset();
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
