package org.rankspace.wire;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Collects a message as a {@link Payload}. Messages up to {@link #SMALL} bytes land in one array
 * that is used again for the next one; larger ones get blocks of their own as their bytes come in,
 * so that a length on the wire alone costs no memory. Not thread-safe.
 */
public final class PayloadSink implements Sink {
  /** Up to this many bytes, the array is reused. */
  public static final int SMALL = 64 * 1024;

  private static final int BLOCK = 16 * 1024 * 1024;

  private byte[] small = new byte[256];
  private long expected;
  private List<Payload.Block> blocks;
  private byte[] current;
  private int filled;
  private Payload taken;

  @Override
  public void begin(long length) {
    expected = length;
    taken = null;
    blocks = null;
    filled = 0;
    if (length <= SMALL) {
      if (small.length < length) {
        small = new byte[Math.min(SMALL, Integer.highestOneBit((int) length) * 2)];
      }
      current = small;
    } else {
      blocks = new ArrayList<>();
      current = new byte[(int) Math.min(length, BLOCK)];
    }
  }

  @Override
  public void write(long position, DirectBuffer source, int index, int length) {
    int from = index;
    int left = length;
    while (left > 0) {
      if (filled == current.length) {
        nextBlock(position + (from - index));
      }
      int n = Math.min(left, current.length - filled);
      source.getBytes(from, current, filled, n);
      filled += n;
      from += n;
      left -= n;
    }
  }

  private void nextBlock(long done) {
    blocks.add(new Payload.Block(current, 0, filled));
    current = new byte[(int) Math.min(expected - done, BLOCK)];
    filled = 0;
  }

  @Override
  public void take(Payload payload) {
    taken = payload;
  }

  /**
   * The message that has arrived. That of a small one shares this sink's array: use it before the
   * next {@link #begin}.
   */
  public Payload payload() {
    if (taken != null) {
      return taken;
    }
    if (blocks == null) {
      return Payload.of(current, 0, filled);
    }
    List<Payload.Block> all = new ArrayList<>(blocks);
    all.add(new Payload.Block(current, 0, filled));
    return Payload.of(all);
  }
}
