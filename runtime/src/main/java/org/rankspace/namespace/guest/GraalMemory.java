package org.rankspace.namespace.guest;

import com.oracle.graal.python.builtins.objects.array.PArray;
import com.oracle.graal.python.builtins.objects.bytes.PByteArray;
import com.oracle.graal.python.builtins.objects.bytes.PBytes;
import com.oracle.graal.python.builtins.objects.cext.common.NativePointer;
import com.oracle.graal.python.builtins.objects.memoryview.PMemoryView;
import com.oracle.graal.python.builtins.objects.mmap.PMMap;
import com.oracle.graal.python.runtime.sequence.storage.ByteSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.NativeByteSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.NativeSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.graal.python.util.BufferFormat;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Span;

/** Finds the arrays behind Python's buffers. */
final class GraalMemory {
  private GraalMemory() {}

  /** The object's own memory; null if this class does not know where that is. */
  static Buffer of(Object object) {
    return switch (object) {
      case PByteArray bytes ->
          whole(
              bytes.getSequenceStorage(),
              bytes.getSequenceStorage().length(),
              Element.UINT8,
              1,
              false);
      case PArray array ->
          whole(
              array.getSequenceStorage(),
              array.getBytesLength(),
              element(array.getFormat()),
              array.getFormat().bytesize,
              false);
      case PMemoryView view -> ofView(view);
      case PBytes bytes ->
          whole(
              bytes.getSequenceStorage(),
              bytes.getSequenceStorage().length(),
              Element.UINT8,
              1,
              true);
      case PMMap map -> MappedMemory.of(map);
      default -> null;
    };
  }

  private static Buffer whole(
      SequenceStorage storage, int length, Element element, int itemBytes, boolean readOnly) {
    if (storage instanceof ByteSequenceStorage bytes) {
      Span span = new Span(bytes.getInternalByteArray(), 0, length);
      return new Buffer(span, element, itemBytes, readOnly);
    }
    return null;
  }

  private static Buffer ofView(PMemoryView view) {
    if (view.isReleased() || !view.isCContiguous() || view.getLength() == 0) {
      return null;
    }
    Buffer memory = of(view.getBuffer());
    if (memory == null && view.getBuffer() instanceof ByteSequenceStorage storage) {
      memory = whole(storage, storage.length(), Element.UINT8, 1, false);
    }
    if (memory == null) {
      return null;
    }
    return new Buffer(
        memory.span().part(view.getOffset(), view.getLength()),
        element(view.getFormat()),
        view.getItemSize(),
        view.isReadOnly());
  }

  /** The address of memory that is not on Java's heap; 0 for that of an array. */
  static long nativeAddress(Object object) {
    return switch (object) {
      case PMemoryView view when view.getBuffer() != null -> {
        long start = nativeAddress(view.getBuffer());
        yield start == 0 ? 0 : start + view.getOffset();
      }
      case PArray array -> nativeAddress(array.getSequenceStorage());
      case PByteArray bytes -> nativeAddress(bytes.getSequenceStorage());
      case PBytes bytes -> nativeAddress(bytes.getSequenceStorage());
      case NativeSequenceStorage storage -> addressOf(storage.getPtr());
      default -> 0;
    };
  }

  private static long addressOf(Object pointer) {
    try {
      return pointer instanceof Long address
          ? address
          : InteropLibrary.getUncached().asPointer(pointer);
    } catch (UnsupportedMessageException nowhere) {
      return 0;
    }
  }

  /**
   * Makes a bytearray one over the memory of another object, if that starts where an array does.
   */
  static boolean share(PByteArray target, Object object) {
    Buffer memory = of(object);
    if (memory == null || memory.span().offset() != 0) {
      return false;
    }
    target.setSequenceStorage(
        new ByteSequenceStorage(memory.span().bytes(), memory.span().length()));
    return true;
  }

  /** Makes a bytearray one over memory that is not on Java's heap. */
  static void place(PByteArray target, long address, int length) {
    target.setSequenceStorage(
        NativeByteSequenceStorage.create(new NativePointer(address), length, length, false));
  }

  private static Element element(BufferFormat format) {
    return switch (format) {
      case INT_8 -> Element.INT8;
      case UINT_8 -> Element.UINT8;
      case INT_16 -> Element.INT16;
      case UINT_16 -> Element.UINT16;
      case INT_32 -> Element.INT32;
      case UINT_32 -> Element.UINT32;
      case INT_64 -> Element.INT64;
      case UINT_64 -> Element.UINT64;
      case FLOAT -> Element.FLOAT32;
      case DOUBLE -> Element.FLOAT64;
      default -> Element.OPAQUE;
    };
  }
}
