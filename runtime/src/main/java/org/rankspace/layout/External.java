package org.rankspace.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Between memory and external32, which is big-endian (MPI 4.1, section 14.5.2). */
final class External {
  private static final int CHUNK_BYTES = 8 * 1024;

  private static final VarHandle BIG_SHORTS = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BIG_INTS = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BIG_LONGS = view(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORTS = view(short[].class, ByteOrder.nativeOrder());
  private static final VarHandle INTS = view(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONGS = view(long[].class, ByteOrder.nativeOrder());

  private External() {}

  private static VarHandle view(Class<?> type, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(type, order);
  }

  /** Writes cells to an array and returns the index after them. */
  static int write(Memory from, long start, int lengthBytes, Cell cell, byte[] to, int first) {
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, lengthBytes)];
    int at = first;
    for (int done = 0; done < lengthBytes; done += chunk.length) {
      int length = Math.min(chunk.length, lengthBytes - done);
      from.read(start + done, chunk, 0, length);
      for (int i = 0; i < length; i += cell.nativeBytes()) {
        write(cell, chunk, i, to, at);
        at += cell.externalBytes();
      }
    }
    return at;
  }

  /** Reads cells from an array and returns the index after them. */
  static int read(byte[] from, int first, Cell cell, Memory to, long start, int lengthBytes) {
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, lengthBytes)];
    int at = first;
    for (int done = 0; done < lengthBytes; done += chunk.length) {
      int length = Math.min(chunk.length, lengthBytes - done);
      for (int i = 0; i < length; i += cell.nativeBytes()) {
        read(cell, from, at, chunk, i);
        at += cell.externalBytes();
      }
      to.write(start + done, chunk, 0, length);
    }
    return at;
  }

  private static void write(Cell cell, byte[] from, int i, byte[] to, int at) {
    switch (cell) {
      case BYTE -> to[at] = from[i];
      case TWO_BYTES -> BIG_SHORTS.set(to, at, (short) SHORTS.get(from, i));
      case FOUR_BYTES -> BIG_INTS.set(to, at, (int) INTS.get(from, i));
      case EIGHT_BYTES -> BIG_LONGS.set(to, at, (long) LONGS.get(from, i));
      case SIXTEEN_BYTES -> {
        BIG_LONGS.set(to, at, (long) LONGS.get(from, i + Long.BYTES));
        BIG_LONGS.set(to, at + Long.BYTES, (long) LONGS.get(from, i));
      }
      case LONG, UNSIGNED_LONG -> BIG_INTS.set(to, at, (int) (long) LONGS.get(from, i));
      case WIDE_CHARACTER -> BIG_SHORTS.set(to, at, (short) (int) INTS.get(from, i));
      case EXTENDED -> {
        long fraction = (long) LONGS.get(from, i) << 1;
        long head = (long) SHORTS.get(from, i + Long.BYTES) << 48;
        BIG_LONGS.set(to, at, head | fraction >>> 16);
        BIG_LONGS.set(to, at + Long.BYTES, fraction << 48);
      }
    }
  }

  private static void read(Cell cell, byte[] from, int at, byte[] to, int i) {
    switch (cell) {
      case BYTE -> to[i] = from[at];
      case TWO_BYTES -> SHORTS.set(to, i, (short) BIG_SHORTS.get(from, at));
      case FOUR_BYTES -> INTS.set(to, i, (int) BIG_INTS.get(from, at));
      case EIGHT_BYTES -> LONGS.set(to, i, (long) BIG_LONGS.get(from, at));
      case SIXTEEN_BYTES -> {
        LONGS.set(to, i, (long) BIG_LONGS.get(from, at + Long.BYTES));
        LONGS.set(to, i + Long.BYTES, (long) BIG_LONGS.get(from, at));
      }
      case LONG -> LONGS.set(to, i, (long) (int) BIG_INTS.get(from, at));
      case UNSIGNED_LONG -> LONGS.set(to, i, Integer.toUnsignedLong((int) BIG_INTS.get(from, at)));
      case WIDE_CHARACTER -> INTS.set(to, i, Short.toUnsignedInt((short) BIG_SHORTS.get(from, at)));
      case EXTENDED -> {
        long high = (long) BIG_LONGS.get(from, at);
        long low = (long) BIG_LONGS.get(from, at + Long.BYTES);
        LONGS.set(to, i, explicitOne(high) | (high << 15 & Long.MAX_VALUE) | low >>> 49);
        LONGS.set(to, i + Long.BYTES, high >>> 48);
      }
    }
  }

  /** Extended precision writes the 1 before the point; numbers near zero have none. */
  private static long explicitOne(long quadrupleHead) {
    return (quadrupleHead >>> 48 & 0x7FFF) == 0 ? 0 : Long.MIN_VALUE;
  }
}
