package org.rankspace.namespace;

import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Lent;

/** A part of a Python object's memory that is given to the buffer verbs in place of the object. */
public final class HostMemory {
  private final Lent lent;
  private final Buffer buffer;

  private HostMemory(Lent lent, Buffer buffer) {
    this.lent = lent;
    this.buffer = buffer;
  }

  static HostMemory of(Lent lent, int offsetBytes, int lengthBytes, int itemBytes, String element) {
    Buffer whole = lent.buffer();
    if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes > whole.lengthBytes() - lengthBytes) {
      throw new RankspaceException(
          ErrorClass.BUFFER,
          "the buffer is too small: bytes=%d, wanted=%d, from byte %d"
              .formatted(whole.lengthBytes(), lengthBytes, offsetBytes));
    }
    Element items = element == null ? Element.OPAQUE : Element.valueOf(element);
    return new HostMemory(
        lent,
        new Buffer(
            whole.span().part(offsetBytes, lengthBytes), items, itemBytes, whole.readOnly()));
  }

  Lent lent() {
    return lent;
  }

  Buffer buffer() {
    return buffer;
  }
}
