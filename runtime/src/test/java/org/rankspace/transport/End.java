package org.rankspace.transport;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.FrameKind;

/** One rank's transport as a test uses it: sends and receives in the thread that calls. */
final class End {
  private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A frame that arrived, copied. */
  record Got(int source, int tag, long context, long length, byte[] body) {}

  final Transport transport;
  private final FrameHeader header = new FrameHeader();
  private final FrameHeader seen = new FrameHeader();
  private final Queue<Got> inbox = new ArrayDeque<>();

  End(Transport transport) {
    this.transport = transport;
  }

  /** Once; false when there is no room. */
  boolean offer(int dest, int tag, byte[] body) {
    header
        .kind(FrameKind.EAGER)
        .source(transport.rank())
        .tag(tag)
        .context(0x1122334455667788L)
        .length(body.length);
    return transport.offer(dest, header, body, 0, body.length);
  }

  /** Until there is room, polling meanwhile. */
  void send(int dest, int tag, byte[] body) {
    while (!offer(dest, tag, body)) {
      if (transport.poll(this::take, Integer.MAX_VALUE) == 0) {
        transport.await(PATIENCE_NS);
      }
    }
  }

  /** The next frame; waits for it. */
  Got receive() {
    while (inbox.isEmpty()) {
      if (transport.poll(this::take, 1) == 0) {
        transport.await(PATIENCE_NS);
      }
    }
    return inbox.remove();
  }

  /** The next frame, or null. */
  Got tryReceive() {
    if (inbox.isEmpty()) {
      transport.poll(this::take, 1);
    }
    return inbox.poll();
  }

  private void take(DirectBuffer buffer, int index, int length) {
    seen.wrap(buffer, index);
    byte[] body = new byte[length - FrameHeader.LENGTH];
    buffer.getBytes(index + FrameHeader.LENGTH, body);
    inbox.add(new Got(seen.source(), seen.tag(), seen.context(), seen.length(), body));
  }

  /** A body whose bytes depend on {@code seed}, so that mixing shows. */
  static byte[] body(int seed, int length) {
    byte[] body = new byte[length];
    for (int i = 0; i < length; i++) {
      body[i] = (byte) (seed * 31 + i * 7);
    }
    return body;
  }

  static boolean isBody(int seed, byte[] body) {
    return Arrays.equals(body(seed, body.length), body);
  }
}
