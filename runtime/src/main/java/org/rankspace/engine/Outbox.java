package org.rankspace.engine;

import java.util.ArrayDeque;
import org.rankspace.transport.Transport;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.FrameKind;
import org.rankspace.wire.Payload;

/**
 * What goes to one rank: frames that wait for room, in order, and large messages that are being
 * streamed. Belongs to the thread that holds the engine's lock.
 */
final class Outbox {
  /** What a frame costs its receiver besides its body, for the eager window. */
  private static final int OVERHEAD = 2 * FrameHeader.LENGTH;

  private static final Payload.Block NOTHING = new Payload.Block(new byte[0], 0, 0);

  private final Transport transport;
  private final Limits limits;
  private final int dest;
  private final FrameHeader header;
  private final Protocol protocol;
  private final ArrayDeque<Object> frames = new ArrayDeque<>();
  private final ArrayDeque<SendRequest> streams = new ArrayDeque<>();
  private long eagerUnderWay;
  private long owedBytes;
  private long framesOut;
  private long messagesOut;
  private long bytesOut;

  /** A frame without a body that answers something. */
  private record Answer(FrameKind kind, long handle, long position, long length) {}

  Outbox(Transport transport, Limits limits, int dest, FrameHeader header, Protocol protocol) {
    this.transport = transport;
    this.limits = limits;
    this.dest = dest;
    this.header = header;
    this.protocol = protocol;
  }

  boolean isIdle() {
    return frames.isEmpty() && streams.isEmpty();
  }

  /** Sends a small standard message at once if nothing stands before it; the hot path. */
  boolean sendNow(
      long context,
      int plane,
      int operation,
      int tag,
      int root,
      byte[] bytes,
      int offset,
      int length) {
    if (length > limits.eagerBytes() || !frames.isEmpty() || !hasCredit(length)) {
      return false;
    }
    header
        .kind(FrameKind.EAGER)
        .plane(plane)
        .operation(operation)
        .context(context)
        .tag(tag)
        .root(root)
        .length(length)
        .handle(0)
        .position(0);
    if (!hand(bytes, offset, length)) {
      return false;
    }
    eagerUnderWay += length + OVERHEAD;
    count(length);
    return true;
  }

  private void count(long length) {
    messagesOut++;
    bytesOut += length;
  }

  long messagesOut() {
    return messagesOut;
  }

  /** Of the messages that count as {@link #messagesOut}, whether all of them are gone or not. */
  long bytesOut() {
    return bytesOut;
  }

  /** The header, as it is filled in, and a body. */
  private boolean hand(byte[] bytes, int offset, int length) {
    if (!transport.offer(dest, header, bytes, offset, length)) {
      return false;
    }
    framesOut++;
    return true;
  }

  long framesOut() {
    return framesOut;
  }

  private boolean hasCredit(long length) {
    return eagerUnderWay + length + OVERHEAD <= limits.eagerWindowBytes();
  }

  void send(SendRequest request) {
    frames.add(request);
    flush();
  }

  void answer(FrameKind kind, long handle, long position) {
    frames.add(new Answer(kind, handle, position, 0));
    flush();
  }

  void stream(SendRequest request, long remoteHandle) {
    request.remoteHandle = remoteHandle;
    streams.add(request);
    flush();
  }

  /** The receiver has given {@code bytes} of the eager window back. */
  void credit(long bytes) {
    eagerUnderWay -= bytes;
  }

  /**
   * An eager message of that rank has been taken by a receive here: give its bytes back now and
   * then.
   */
  void owe(long messageBytes) {
    owedBytes += messageBytes + OVERHEAD;
    if (owedBytes >= limits.eagerWindowBytes() / 4) {
      frames.add(new Answer(FrameKind.CREDIT, 0, 0, owedBytes));
      owedBytes = 0;
      flush();
    }
  }

  /**
   * Hands over what there is room for: first the frames, in order, then pieces of the streams in
   * turn.
   */
  void flush() {
    while (!frames.isEmpty()) {
      boolean gone =
          switch (frames.peek()) {
            case Answer answer -> offer(answer);
            case SendRequest request -> offer(request);
            default -> throw new IllegalStateException();
          };
      if (!gone) {
        return;
      }
      frames.remove();
    }
    while (!streams.isEmpty()) {
      SendRequest request = streams.peek();
      if (!offerPiece(request)) {
        return;
      }
      streams.remove();
      if (request.position < request.payload.length()) {
        streams.add(request);
      } else {
        protocol.sent(request);
      }
    }
  }

  private boolean offer(Answer answer) {
    header
        .kind(answer.kind)
        .plane(FrameHeader.POINT_TO_POINT)
        .operation(0)
        .context(0)
        .tag(0)
        .root(FrameHeader.NO_ROOT)
        .length(answer.length)
        .handle(answer.handle)
        .position(answer.position);
    return hand(null, 0, 0);
  }

  private boolean offer(SendRequest request) {
    long length = request.payload.length();
    boolean eager =
        length <= limits.eagerBytes() && request.payload.blockCount() == 1 && hasCredit(length);
    boolean waits = !eager || request.synchronous;
    header
        .kind(
            eager ? (request.synchronous ? FrameKind.EAGER_SYNC : FrameKind.EAGER) : FrameKind.RTS)
        .plane(request.envelope.plane())
        .operation(request.envelope.operation())
        .context(request.envelope.context())
        .tag(request.envelope.tag())
        .root(request.envelope.root())
        .length(length)
        .handle(waits ? protocol.handle(request) : 0)
        .position(request.synchronous ? 1 : 0);
    Payload.Block block = eager ? request.payload.block(0) : NOTHING;
    if (!hand(block.bytes(), block.offset(), block.length())) {
      return false;
    }
    count(length);
    if (!eager) {
      return true;
    }
    eagerUnderWay += length + OVERHEAD;
    if (!waits) {
      protocol.forgetHandle(request);
      protocol.sent(request);
    }
    return true;
  }

  private boolean offerPiece(SendRequest request) {
    Payload.Block block = request.payload.block(request.block);
    int length = Math.min(block.length() - request.blockOffset, transport.maxBodyBytes());
    header
        .kind(FrameKind.DATA)
        .plane(request.envelope.plane())
        .operation(0)
        .context(request.envelope.context())
        .tag(0)
        .root(FrameHeader.NO_ROOT)
        .length(request.payload.length())
        .handle(request.remoteHandle)
        .position(request.position);
    if (!hand(block.bytes(), block.offset() + request.blockOffset, length)) {
      return false;
    }
    request.position += length;
    request.blockOffset += length;
    if (request.blockOffset == block.length()) {
      request.block++;
      request.blockOffset = 0;
    }
    return true;
  }
}
