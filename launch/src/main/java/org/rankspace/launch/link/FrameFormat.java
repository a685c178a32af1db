package org.rankspace.launch.link;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** The bytes of a {@link Frame}. */
final class FrameFormat {
  private static final byte HELLO = 1;
  private static final byte LOGIN = 2;
  private static final byte WELCOME = 3;
  private static final byte REQUEST = 4;
  private static final byte INTERRUPT = 5;
  private static final byte RESULT = 6;
  private static final byte FAILURE = 7;
  private static final byte OUTPUT = 8;
  private static final byte STATUS = 9;
  private static final byte STOP = 10;

  /** More than this is made room for as it comes in. */
  private static final int BELIEVED_BYTES = 64 << 20;

  private static final byte[] NOTHING = {};

  /** A frame in two parts, the second of which may be large and has not been copied. */
  record Split(byte[] head, byte[] body) {}

  private FrameFormat() {}

  static Split encode(Frame frame) {
    return switch (frame) {
      case Frame.Hello(int version, byte[] nonce) ->
          new Split(new byte[] {HELLO, (byte) version}, nonce);
      case Frame.Login(byte[] nonce, byte[] proof) ->
          new Split(head(LOGIN, nonce.length).put(nonce).array(), proof);
      case Frame.Welcome(byte[] proof, int ranks) ->
          new Split(
              head(WELCOME, proof.length + Short.BYTES).put(proof).putShort((short) ranks).array(),
              NOTHING);
      case Frame.Request(int id, int[] ranks, byte[] call) -> new Split(head(id, ranks), call);
      case Frame.Interrupt(int id) -> new Split(head(INTERRUPT, 4).putInt(id).array(), NOTHING);
      case Frame.Result(int id, int rank, byte[] value) ->
          new Split(head(RESULT, 6).putInt(id).putShort((short) rank).array(), value);
      case Frame.Failure(int id, int rank, byte[] value) ->
          new Split(head(FAILURE, 6).putInt(id).putShort((short) rank).array(), value);
      case Frame.Output(int id, int rank, int stream, byte[] bytes) ->
          new Split(
              head(OUTPUT, 7).putInt(id).putShort((short) rank).put((byte) stream).array(), bytes);
      case Frame.Status(int id) -> new Split(head(STATUS, 4).putInt(id).array(), NOTHING);
      case Frame.Stop() -> new Split(new byte[] {STOP}, NOTHING);
    };
  }

  private static ByteBuffer head(byte kind, int more) {
    return ByteBuffer.allocate(1 + more).put(kind);
  }

  private static byte[] head(int id, int[] ranks) {
    ByteBuffer head = head(REQUEST, 6 + 2 * ranks.length).putInt(id).putShort((short) ranks.length);
    for (int rank : ranks) {
      head.putShort((short) rank);
    }
    return head.array();
  }

  /**
   * Reads a frame of {@code length} bytes.
   *
   * @throws RankspaceException when the bytes are no frame
   */
  static Frame read(DataInputStream in, int length) throws IOException {
    Rest rest = new Rest(in, length);
    byte kind = rest.number(1)[0];
    Frame frame =
        switch (kind) {
          case HELLO -> new Frame.Hello(rest.number(1)[0] & 0xff, rest.number(Proofs.NONCE_BYTES));
          case LOGIN -> new Frame.Login(rest.number(Proofs.NONCE_BYTES), rest.number(Proofs.BYTES));
          case WELCOME -> new Frame.Welcome(rest.number(Proofs.BYTES), rest.readShort());
          case REQUEST -> new Frame.Request(rest.readInt(), rest.ranks(), rest.body());
          case INTERRUPT -> new Frame.Interrupt(rest.readInt());
          case RESULT -> new Frame.Result(rest.readInt(), rest.readShort(), rest.body());
          case FAILURE -> new Frame.Failure(rest.readInt(), rest.readShort(), rest.body());
          case OUTPUT ->
              new Frame.Output(
                  rest.readInt(), rest.readShort(), rest.number(1)[0] & 0xff, rest.body());
          case STATUS -> new Frame.Status(rest.readInt());
          case STOP -> new Frame.Stop();
          default -> throw malformed("unknown kind: kind=" + kind);
        };
    if (rest.left > 0) {
      throw malformed("bytes after the end: count=" + rest.left);
    }
    return frame;
  }

  /** What has not been read of a frame. */
  private static final class Rest {
    private final DataInputStream in;
    private int left;

    Rest(DataInputStream in, int length) {
      this.in = in;
      this.left = length;
    }

    byte[] number(int bytes) throws IOException {
      if (bytes > left) {
        throw malformed("it ends too early: left=" + left + ", wanted=" + bytes);
      }
      left -= bytes;
      if (bytes > BELIEVED_BYTES) {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
          throw new EOFException();
        }
        return read;
      }
      byte[] read = new byte[bytes];
      in.readFully(read);
      return read;
    }

    int readInt() throws IOException {
      return ByteBuffer.wrap(number(Integer.BYTES)).getInt();
    }

    int readShort() throws IOException {
      return ByteBuffer.wrap(number(Short.BYTES)).getShort() & 0xffff;
    }

    int[] ranks() throws IOException {
      int[] ranks = new int[readShort()];
      ByteBuffer bytes = ByteBuffer.wrap(number(Short.BYTES * ranks.length));
      for (int i = 0; i < ranks.length; i++) {
        ranks[i] = bytes.getShort() & 0xffff;
      }
      return ranks;
    }

    byte[] body() throws IOException {
      return number(left);
    }
  }

  static RankspaceException malformed(String what) {
    return new RankspaceException(ErrorClass.INTERN, "malformed frame: " + what);
  }
}
