package org.rankspace.wire;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The header that starts every frame: a flyweight over 48 bytes of somebody's buffer, native
 * (little-endian) byte order. Lengths and positions are 64-bit.
 *
 * <pre>
 *    0        1        2                 4                                   8
 *    +--------+--------+-----------------+-----------------------------------+
 *  0 |  kind  | plane  |    operation    |          source (world rank)      |
 *    +--------+--------+-----------------+-----------------------------------+
 *  8 |                        context (communicator)                         |
 *    +-----------------------------------+-----------------------------------+
 * 16 | tag; a collective's sequence no.  | root of a collective, or -1       |
 *    +-----------------------------------+-----------------------------------+
 * 24 |  length: bytes of the whole message; CREDIT: bytes given back         |
 *    +-----------------------------------------------------------------------+
 * 32 |  handle: EAGER_SYNC, RTS, CTS, ACK: the sender's; DATA: the receiver's|
 *    +-----------------------------------------------------------------------+
 * 40 |  position: CTS: the receiver's handle; DATA: where the piece starts   |
 *    +-----------------------------------------------------------------------+
 * 48 |  body ...
 * </pre>
 *
 * Not thread-safe; setters return {@code this}. {@code source} is a rank in the world, which is
 * what a transport addresses; {@code plane} tells point-to-point traffic from a communicator's
 * collectives.
 */
public final class FrameHeader {
  /** Bytes before the body. */
  public static final int LENGTH = 48;

  /** {@link #plane} of point-to-point messages. */
  public static final int POINT_TO_POINT = 0;

  /** {@link #plane} of collectives: {@code tag} is the sequence number. */
  public static final int COLLECTIVE = 1;

  /** {@link #root} where there is none. */
  public static final int NO_ROOT = -1;

  private static final int KIND = 0;
  private static final int PLANE = 1;
  private static final int OPERATION = 2;
  private static final int SOURCE = 4;
  private static final int CONTEXT = 8;
  private static final int TAG = 16;
  private static final int ROOT = 20;
  private static final int MESSAGE_LENGTH = 24;
  private static final int HANDLE = 32;
  private static final int POSITION = 40;

  private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[LENGTH]);

  /** A header of its own 48 zero bytes, for sending. */
  public FrameHeader() {}

  /**
   * Looks at the header that starts at {@code index} of {@code buffer}; valid while those bytes
   * are.
   */
  public FrameHeader wrap(DirectBuffer buffer, int index) {
    bytes.wrap(buffer, index, LENGTH);
    return this;
  }

  /** The 48 bytes. */
  public DirectBuffer bytes() {
    return bytes;
  }

  /**
   * Whether the bytes can be a header of ours: what a transport that trusts nobody checks first.
   */
  public boolean valid() {
    return FrameKind.known(bytes.getByte(KIND)) && length() >= 0 && position() >= 0;
  }

  public FrameKind kind() {
    return FrameKind.of(bytes.getByte(KIND));
  }

  public FrameHeader kind(FrameKind kind) {
    bytes.putByte(KIND, (byte) kind.ordinal());
    return this;
  }

  public int plane() {
    return bytes.getByte(PLANE);
  }

  public FrameHeader plane(int plane) {
    bytes.putByte(PLANE, (byte) plane);
    return this;
  }

  /** Which collective this is, or kind of message, as an ordinal of the caller's own table. */
  public int operation() {
    return bytes.getShort(OPERATION);
  }

  public FrameHeader operation(int operation) {
    bytes.putShort(OPERATION, (short) operation);
    return this;
  }

  public int source() {
    return bytes.getInt(SOURCE);
  }

  public FrameHeader source(int worldRank) {
    bytes.putInt(SOURCE, worldRank);
    return this;
  }

  public long context() {
    return bytes.getLong(CONTEXT);
  }

  public FrameHeader context(long context) {
    bytes.putLong(CONTEXT, context);
    return this;
  }

  public int tag() {
    return bytes.getInt(TAG);
  }

  public FrameHeader tag(int tag) {
    bytes.putInt(TAG, tag);
    return this;
  }

  public int root() {
    return bytes.getInt(ROOT);
  }

  public FrameHeader root(int root) {
    bytes.putInt(ROOT, root);
    return this;
  }

  public long length() {
    return bytes.getLong(MESSAGE_LENGTH);
  }

  public FrameHeader length(long bytesOfMessage) {
    bytes.putLong(MESSAGE_LENGTH, bytesOfMessage);
    return this;
  }

  public long handle() {
    return bytes.getLong(HANDLE);
  }

  public FrameHeader handle(long handle) {
    bytes.putLong(HANDLE, handle);
    return this;
  }

  public long position() {
    return bytes.getLong(POSITION);
  }

  public FrameHeader position(long position) {
    bytes.putLong(POSITION, position);
    return this;
  }

  @Override
  public String toString() {
    return "%s source=%d, context=%x, plane=%d, operation=%d, tag=%d, root=%d, length=%d, handle=%d, position=%d"
        .formatted(
            valid() ? kind() : "invalid",
            source(),
            context(),
            plane(),
            operation(),
            tag(),
            root(),
            length(),
            handle(),
            position());
  }
}
