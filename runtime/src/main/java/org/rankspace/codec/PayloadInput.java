package org.rankspace.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.rankspace.wire.Payload;

/** Kryo's {@code Input}, reading a {@link Payload} block after block. Not thread-safe. */
public final class PayloadInput extends Input {
  private Payload payload = Payload.EMPTY;
  private int next;
  private Payload.Block cut;
  private long left;
  private long claimed;
  private int depth;

  public PayloadInput() {
    super(new byte[0]);
  }

  /** Starts to read {@code payload}. */
  public PayloadInput open(Payload payload) {
    this.payload = payload;
    next = 1;
    cut = null;
    Payload.Block first = payload.block(0);
    setBuffer(first.bytes(), first.offset(), first.length());
    limit = first.offset() + first.length();
    left = payload.length() - first.length();
    claimed = 0;
    depth = 0;
    return this;
  }

  /** Starts to read a message that lies in one array. */
  public PayloadInput open(byte[] message) {
    return open(Payload.of(message));
  }

  /** How many bytes have not been read: what no length inside the message can exceed. */
  public long remaining() {
    return left + (limit - position);
  }

  /** The bytes that have not been read and that nobody has claimed. */
  public long unclaimed() {
    return remaining() - claimed;
  }

  /**
   * Sets bytes aside for the elements of a container that has been announced. Containers inside it
   * can then not claim the same bytes again, so that what is allocated for announced elements never
   * exceeds the message.
   */
  public void claim(long bytes) {
    claimed += bytes;
  }

  /** The next element of a container is about to be read from its claim of {@code bytes}. */
  public void release(int bytes) {
    claimed -= bytes;
  }

  /** A container begins. To be followed by {@link #ascend}. */
  public void descend() {
    if (++depth > Format.MAX_DEPTH) {
      throw Scalars.malformed("nesting that is too deep");
    }
  }

  /** A container has ended. */
  public void ascend() {
    depth--;
  }

  /** Whether the next byte is that; it stays unread. */
  public boolean nextIs(int code) {
    require(1);
    return (buffer[position] & 0xff) == code;
  }

  /** Called by Kryo's own readers: makes {@code required} bytes readable in one array. */
  @Override
  protected int require(int required) throws KryoException {
    int available = limit - position;
    if (available >= required) {
      return available;
    }
    if (remaining() < required) {
      throw new KryoException("the message ends too early");
    }
    if (available == 0) {
      nextBlock();
      if (limit - position >= required) {
        return limit - position;
      }
    }
    joinBlocks(required);
    return limit - position;
  }

  @Override
  protected int optional(int optional) throws KryoException {
    if (limit == position && left > 0) {
      nextBlock();
    }
    return Math.min(limit - position, optional);
  }

  private void nextBlock() {
    do {
      Payload.Block block = cut != null ? cut : payload.block(next++);
      cut = null;
      buffer = block.bytes();
      position = block.offset();
      limit = block.offset() + block.length();
      left -= block.length();
    } while (limit == position && left > 0);
  }

  /**
   * The rare value that lies across a boundary: its bytes, up to the end of its last block, in a
   * new array.
   */
  private void joinBlocks(int required) {
    byte[] joined = new byte[required];
    int filled = 0;
    while (true) {
      int n = Math.min(limit - position, required - filled);
      System.arraycopy(buffer, position, joined, filled, n);
      filled += n;
      position += n;
      if (filled == required) {
        break;
      }
      nextBlock();
    }
    // What is left of the block that was cut comes before the following ones.
    left += limit - position;
    if (limit > position) {
      cut = new Payload.Block(buffer, position, limit - position);
    }
    buffer = joined;
    position = 0;
    limit = required;
  }

  /** {@code length} bytes, from however many blocks. */
  public void readInto(byte[] target, int length) {
    int done = 0;
    while (done < length) {
      if (limit == position) {
        require(1);
      }
      int n = Math.min(limit - position, length - done);
      System.arraycopy(buffer, position, target, done, n);
      position += n;
      done += n;
    }
  }

  /** Fills {@code target} with little-endian numbers. */
  public void readDoubles(double[] target) {
    readBulk(MemorySegment.ofArray(target), target.length * (long) Double.BYTES);
  }

  /** As {@link #readDoubles}. */
  public void readInts(int[] target) {
    readBulk(MemorySegment.ofArray(target), target.length * (long) Integer.BYTES);
  }

  /** As {@link #readDoubles}. */
  public void readLongs(long[] target) {
    readBulk(MemorySegment.ofArray(target), target.length * (long) Long.BYTES);
  }

  private void readBulk(MemorySegment target, long lengthBytes) {
    long done = 0;
    while (done < lengthBytes) {
      if (limit == position) {
        require(1);
      }
      int n = (int) Math.min(limit - position, lengthBytes - done);
      MemorySegment.copy(buffer, position, target, ValueLayout.JAVA_BYTE, done, n);
      position += n;
      done += n;
    }
  }
}
