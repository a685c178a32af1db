package org.rankspace.namespace;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.rankspace.buffer.Span;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.layout.Memory;

/**
 * Addresses for programs that calculate with them. The memory of Python's objects moves, so they
 * are given numbers that no real memory has; real addresses are used as they are.
 */
final class Addresses {
  private static final long FIRST = 1L << 52;
  private static final long LOWEST_REAL = 1L << 16;
  private static final int ALIGNMENT = 64;

  private final Map<byte[], Long> starts = new WeakHashMap<>();
  private final TreeMap<Long, WeakReference<byte[]>> arrays = new TreeMap<>();
  private long next = FIRST;

  /** The address where a span begins: the same as long as its array lives. */
  long of(Span span) {
    Long start = starts.get(span.bytes());
    if (start == null) {
      start = next;
      next += (span.bytes().length / ALIGNMENT + 2L) * ALIGNMENT;
      arrays.values().removeIf(array -> array.get() == null);
      starts.put(span.bytes(), start);
      arrays.put(start, new WeakReference<>(span.bytes()));
    }
    return start + span.offset();
  }

  /** All memory, counted from an address. */
  Memory from(long base) {
    return new Memory() {
      @Override
      public void read(long at, byte[] to, int first, int length) {
        MemorySegment.copy(segment(base + at, length), 0, MemorySegment.ofArray(to), first, length);
      }

      @Override
      public void write(long at, byte[] from, int first, int length) {
        MemorySegment.copy(
            MemorySegment.ofArray(from), first, segment(base + at, length), 0, length);
      }
    };
  }

  @SuppressWarnings("restricted") // a program that gives a real address knows what is there
  private MemorySegment segment(long address, int length) {
    Map.Entry<Long, WeakReference<byte[]>> entry = arrays.floorEntry(address);
    byte[] array = entry == null ? null : entry.getValue().get();
    if (array != null && address - entry.getKey() + length <= array.length) {
      return MemorySegment.ofArray(array).asSlice(address - entry.getKey(), length);
    }
    if (address >= LOWEST_REAL && address < FIRST) {
      return MemorySegment.ofAddress(address).reinterpret(length);
    }
    throw new RankspaceException(
        ErrorClass.BUFFER,
        "there is no memory at this address: address=%#x, length=%d".formatted(address, length));
  }
}
