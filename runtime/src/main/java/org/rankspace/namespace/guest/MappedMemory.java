package org.rankspace.namespace.guest;

import com.oracle.graal.python.builtins.objects.mmap.PMMap;
import java.lang.invoke.VarHandle;
import java.nio.channels.SeekableByteChannel;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Span;

/** Finds the array that an {@code mmap} without a file is in GraalPy. */
final class MappedMemory {
  private static final Class<?> HANDLE = type("$MMapHandle");
  private static final Class<?> ANONYMOUS = type("$AnonymousMap");
  private static final VarHandle CHANNEL =
      Internals.field(HANDLE, "channel", SeekableByteChannel.class);
  private static final VarHandle DATA = Internals.field(ANONYMOUS, "data", byte[].class);

  private MappedMemory() {}

  /** Null for the map of a file, and for one that is closed. */
  static Buffer of(PMMap map) {
    Object handle = map.getPosixSupportHandle();
    if (!HANDLE.isInstance(handle) || !ANONYMOUS.isInstance(CHANNEL.get(handle))) {
      return null;
    }
    byte[] data = (byte[]) DATA.get(CHANNEL.get(handle));
    Span span = new Span(data, 0, (int) map.getLength());
    return new Buffer(span, Element.UINT8, 1, !map.isWriteable());
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("com.oracle.graal.python.runtime.EmulatedPosixSupport" + name);
    } catch (ClassNotFoundException fault) {
      throw new ExceptionInInitializerError(fault);
    }
  }
}
