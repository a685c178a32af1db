package org.rankspace.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.Payload;

/**
 * Kryo's {@code Output}, writing a {@link Payload}: one array that is used again while messages are
 * small, further blocks when they are not. Not thread-safe.
 */
public final class PayloadOutput extends Output {
  private static final int FIRST = 1024;
  private static final int KEPT = 256 * 1024;
  private static final int BLOCK = 16 * 1024 * 1024;

  /** Byte strings from this size on are not copied but become a block of the payload. */
  private static final int REFERRED = 64 * 1024;

  private List<Payload.Block> blocks;
  private int blockStart;
  private int depth;

  public PayloadOutput() {
    super(FIRST, BLOCK);
  }

  /** Forgets what was written. Call before each message. */
  @Override
  public void reset() {
    super.reset();
    if (buffer.length > KEPT || blocks != null) {
      setBuffer(new byte[FIRST], BLOCK);
    }
    blocks = null;
    blockStart = 0;
    depth = 0;
  }

  /**
   * Whether all of it is in {@link #getBuffer} from 0 to {@link #position}: the usual, small
   * message.
   */
  public boolean isContiguous() {
    return blocks == null;
  }

  /**
   * What was written. A small payload shares this object's array: send or copy it before {@link
   * #reset}.
   */
  public Payload payload() {
    if (blocks == null) {
      return Payload.of(buffer, 0, position);
    }
    List<Payload.Block> all = new ArrayList<>(blocks);
    all.add(new Payload.Block(buffer, blockStart, position - blockStart));
    return Payload.of(all);
  }

  /** What was written, in an array of its own; at most 2 GiB. */
  public byte[] toByteArray() {
    Payload payload = payload();
    byte[] bytes = new byte[Math.toIntExact(payload.length())];
    payload.copyTo(bytes, 0);
    return bytes;
  }

  /**
   * A container begins. To be followed by {@link #ascend}.
   *
   * @throws RankspaceException of class TYPE where a reader would refuse it
   */
  public void descend() {
    if (++depth > Format.MAX_DEPTH) {
      throw Scalars.tooDeep();
    }
  }

  /** A container has ended. */
  public void ascend() {
    depth--;
  }

  /** Also called by Kryo's own writers. */
  @Override
  protected boolean require(int required) throws KryoException {
    if (capacity - position >= required) {
      return false;
    }
    if ((long) position + required > BLOCK) {
      startBlock(required);
      return true;
    }
    return super.require(required);
  }

  /**
   * Makes sure that {@code length} bytes can be written to {@link #getBuffer} at {@link #position}.
   */
  public void room(int length) {
    require(length);
  }

  private void startBlock(int required) {
    closeBlock();
    buffer = new byte[Math.max(required, BLOCK / 4)];
    capacity = buffer.length;
    position = 0;
    blockStart = 0;
  }

  private void closeBlock() {
    if (blocks == null) {
      blocks = new ArrayList<>();
    }
    if (position > blockStart) {
      blocks.add(new Payload.Block(buffer, blockStart, position - blockStart));
      blockStart = position;
    }
  }

  /**
   * Bytes that the caller will not change while the payload lives: a large stretch is not copied.
   */
  public void writeLasting(byte[] bytes, int offset, int length) {
    if (length < REFERRED) {
      write(bytes, offset, length);
      return;
    }
    closeBlock();
    blocks.add(new Payload.Block(bytes, offset, length));
  }

  /** All numbers of {@code numbers} from 0 to {@code count}, in bulk. */
  public void writeDoubles(double[] numbers, int count) {
    writeBulk(MemorySegment.ofArray(numbers), count, Double.BYTES);
  }

  /** As {@link #writeDoubles}. */
  public void writeInts(int[] numbers, int count) {
    writeBulk(MemorySegment.ofArray(numbers), count, Integer.BYTES);
  }

  /** As {@link #writeDoubles}. */
  public void writeLongs(long[] numbers, int count) {
    writeBulk(MemorySegment.ofArray(numbers), count, Long.BYTES);
  }

  private void writeBulk(MemorySegment numbers, int count, int width) {
    int done = 0;
    while (done < count) {
      int n = Math.min(count - done, BLOCK / width);
      require(n * width);
      MemorySegment.copy(
          numbers, ValueLayout.JAVA_BYTE, (long) done * width, buffer, position, n * width);
      position += n * width;
      done += n;
    }
  }
}
