package org.rankspace.namespace;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.Payload;

/**
 * What a call from outside came in. A client on this host may lend memory: an open file without a
 * name, in which the call lies if it is large, and into which a large answer goes. Then neither
 * passes through the controller's sockets. Without that, call and answer are what was sent.
 *
 * <pre>
 * lending call   | 0 | pid 4 | descriptor 4 | length 8 | the call itself, if length is 0 |
 * lent answer    | 0 | length 8 |                        it begins at (1 + rank) << 32
 * </pre>
 */
final class LentMemory implements AutoCloseable {
  /** What no value of the codec begins with. */
  private static final byte MARK = 0;

  private static final int HEAD_BYTES = 1 + 2 * Integer.BYTES + Long.BYTES;

  /** Shorter answers are sent as quickly. */
  private static final int LEAST_ANSWER_BYTES = 1 << 18;

  /** As much as a client takes in any way; less than a region. */
  private static final int MOST_ANSWER_BYTES = 1 << 30;

  private static final int REGION_BITS = 32;

  /** Fits the cache that is nearest to what copies: Java copies each piece once on its way. */
  private static final int PIECE_BYTES = 1 << 17;

  private final byte[] sent;
  private final int rank;
  private FileChannel channel;

  /**
   * @param sent what has come from the client
   * @param rank whose part of the memory takes the answer
   */
  LentMemory(byte[] sent, int rank) {
    this.sent = sent;
    this.rank = rank;
  }

  private boolean isLent() {
    return sent.length >= HEAD_BYTES && sent[0] == MARK;
  }

  /**
   * The call; to be read before {@link #close}.
   *
   * @throws RankspaceException of class BUFFER when the memory is not to be had, also as it is read
   */
  Payload call() {
    if (!isLent()) {
      return Payload.of(sent);
    }
    long length = ByteBuffer.wrap(sent).getLong(HEAD_BYTES - Long.BYTES);
    if (length == 0) {
      return Payload.of(sent, HEAD_BYTES, sent.length - HEAD_BYTES);
    }
    try {
      if (length < 0 || length > channel().size()) {
        throw new EOFException("length=" + length);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    byte[] piece = new byte[PIECE_BYTES];
    return Payload.from(i -> read((long) i * PIECE_BYTES, length, piece), length);
  }

  private Payload.Block read(long at, long length, byte[] piece) {
    int wanted = (int) Math.min(piece.length, length - at);
    try {
      for (int done = 0; done < wanted; ) {
        int count = channel().read(ByteBuffer.wrap(piece, done, wanted - done), at + done);
        if (count < 0) {
          throw new EOFException("length=" + length);
        }
        done += count;
      }
      return new Payload.Block(piece, 0, wanted);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static RankspaceException unreadable(IOException e) {
    return new RankspaceException(
        ErrorClass.BUFFER, "the client's memory cannot be read: why=" + e, e);
  }

  /** What to send back for an answer: the answer, or where it lies now. */
  byte[] answer(PayloadOutput out) {
    Payload answer = out.payload();
    if (!isLent() || answer.length() < LEAST_ANSWER_BYTES || answer.length() > MOST_ANSWER_BYTES) {
      return out.toByteArray();
    }
    try {
      long at = (1L + rank) << REGION_BITS;
      for (int i = 0; i < answer.blockCount(); i++) {
        at = write(channel(), at, answer.block(i));
      }
      return ByteBuffer.allocate(1 + Long.BYTES).put(MARK).putLong(answer.length()).array();
    } catch (IOException noRoomThere) {
      return out.toByteArray();
    }
  }

  private static long write(FileChannel memory, long at, Payload.Block block) throws IOException {
    int done = 0;
    while (done < block.length()) {
      int piece = Math.min(PIECE_BYTES, block.length() - done);
      done += memory.write(ByteBuffer.wrap(block.bytes(), block.offset() + done, piece), at + done);
    }
    return at + done;
  }

  private FileChannel channel() throws IOException {
    if (channel == null) {
      ByteBuffer head = ByteBuffer.wrap(sent, 1, 2 * Integer.BYTES);
      Path file = Path.of("/proc/" + head.getInt() + "/fd/" + head.getInt());
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
    return channel;
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // nothing of it is left to be closed
    }
  }
}
