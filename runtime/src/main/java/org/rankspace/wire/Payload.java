package org.rankspace.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The bytes of one message, in one or more blocks, because an array ends at 2 GiB and a message
 * does not. Immutable by agreement: nobody writes to the arrays once the payload has been made.
 */
public final class Payload {
  /** A message of no bytes. */
  public static final Payload EMPTY = of(new byte[0]);

  private final Block[] blocks;
  private final IntFunction<Block> source;
  private final long length;

  /** A stretch of an array. */
  public record Block(byte[] bytes, int offset, int length) {}

  private Payload(Block[] blocks, IntFunction<Block> source, long length) {
    this.blocks = blocks;
    this.source = source;
    this.length = length;
  }

  public static Payload of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public static Payload of(byte[] bytes, int offset, int length) {
    return new Payload(new Block[] {new Block(bytes, offset, length)}, null, length);
  }

  /** The blocks one after the other; there is at least one. */
  public static Payload of(List<Block> blocks) {
    long length = 0;
    for (Block block : blocks) {
      length += block.length;
    }
    return new Payload(blocks.toArray(Block[]::new), null, length);
  }

  /**
   * What lies elsewhere and is fetched as it is read: from the first block to the last, each once.
   * The next block may be in the same array.
   */
  public static Payload from(IntFunction<Block> source, long length) {
    return new Payload(null, source, length);
  }

  /** Bytes in all blocks. */
  public long length() {
    return length;
  }

  public int blockCount() {
    return blocks.length;
  }

  public Block block(int index) {
    return blocks != null ? blocks[index] : source.apply(index);
  }

  /** Copies all bytes to {@code target}, the first of them to {@code from}. */
  public void copyTo(byte[] target, int from) {
    int at = from;
    for (Block block : blocks) {
      System.arraycopy(block.bytes, block.offset, target, at, block.length);
      at += block.length;
    }
  }

  /** The same bytes in arrays of their own. */
  public Payload copy() {
    List<Block> copies = new ArrayList<>(blocks.length);
    for (Block block : blocks) {
      byte[] bytes = new byte[block.length];
      System.arraycopy(block.bytes, block.offset, bytes, 0, block.length);
      copies.add(new Block(bytes, 0, block.length));
    }
    return of(copies);
  }
}
