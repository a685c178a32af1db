package org.rankspace.libc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Memory that functions of the C library are given the address of: a structure, zero at first, or a
 * text. By a buffer and not by a segment, for each way of looking into a segment has a young JVM
 * make classes first, for milliseconds. The memory lasts until {@link #close}; offsets and lengths
 * are in bytes. For one thread at a time.
 */
public final class Struct implements AutoCloseable {
  private final ByteBuffer memory;

  private Struct(int length) {
    this.memory = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
  }

  public static Struct of(int length) {
    return new Struct(length);
  }

  /** These bytes. */
  public static Struct of(byte[] bytes) {
    Struct struct = new Struct(bytes.length);
    struct.memory.put(0, bytes);
    return struct;
  }

  /** A text as C has it: UTF-8, then a zero. */
  public static Struct of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Struct struct = new Struct(bytes.length + 1);
    struct.memory.put(0, bytes);
    return struct;
  }

  public long address() {
    return MemorySegment.ofBuffer(memory).address();
  }

  public int length() {
    return memory.capacity();
  }

  public Struct putShort(int offset, int value) {
    memory.putShort(offset, (short) value);
    return this;
  }

  public Struct putInt(int offset, int value) {
    memory.putInt(offset, value);
    return this;
  }

  public Struct putLong(int offset, long value) {
    memory.putLong(offset, value);
    return this;
  }

  public Struct putBytes(int offset, byte[] bytes) {
    memory.put(offset, bytes);
    return this;
  }

  public int getInt(int offset) {
    return memory.getInt(offset);
  }

  public long getLong(int offset) {
    return memory.getLong(offset);
  }

  public byte[] getBytes(int offset, int length) {
    byte[] bytes = new byte[length];
    memory.get(offset, bytes);
    return bytes;
  }

  /** The memory may go; it is the garbage collector that frees it. */
  @Override
  public void close() {
    Reference.reachabilityFence(memory);
  }
}
