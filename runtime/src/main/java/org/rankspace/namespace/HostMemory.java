package org.rankspace.namespace;

import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.namespace.guest.Lent;

/** A part of a Python object's memory that is given to the buffer verbs in place of the object. */
public final class HostMemory {
  private final Lent lent;
  private final Buffer buffer;

  private HostMemory(Lent lent, Buffer buffer) {
    this.lent = lent;
    this.buffer = buffer;
  }

  static HostMemory of(Lent lent, int itemBytes, String element) {
    Buffer bytes = lent.buffer();
    Element items = element == null ? Element.OPAQUE : Element.valueOf(element);
    return new HostMemory(lent, new Buffer(bytes.span(), items, itemBytes, bytes.readOnly()));
  }

  Lent lent() {
    return lent;
  }

  Buffer buffer() {
    return buffer;
  }
}
