package org.rankspace.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * The memory of one array.
 *
 * @param base the index of place 0
 * @param start the first index that may be used, {@code end} the first after them
 */
public record ArrayMemory(byte[] bytes, long base, int start, int end) implements Memory {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  public ArrayMemory {
    Objects.checkFromToIndex(start, end, bytes.length);
  }

  @Override
  public void read(long at, byte[] to, int first, int length) {
    move(bytes, index(at, length), to, first, length);
  }

  @Override
  public void write(long at, byte[] from, int first, int length) {
    move(from, first, bytes, index(at, length), length);
  }

  private int index(long at, int length) {
    long index = base + at;
    if (index < start || index + length > end) {
      throw new RankspaceException(
          ErrorClass.BUFFER,
          "the datatype reaches out of the buffer: byte=%d, length=%d, buffer=%d bytes"
              .formatted(index - start, length, end - start));
    }
    return (int) index;
  }

  /** Short stretches are what strided layouts are made of. */
  private static void move(byte[] from, int first, byte[] to, int index, int length) {
    switch (length) {
      case Long.BYTES -> LONGS.set(to, index, (long) LONGS.get(from, first));
      case Integer.BYTES -> INTS.set(to, index, (int) INTS.get(from, first));
      default -> System.arraycopy(from, first, to, index, length);
    }
  }
}
