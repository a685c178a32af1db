package org.rankspace.comm;

import org.agrona.DirectBuffer;
import org.rankspace.buffer.Span;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.Payload;
import org.rankspace.wire.Sink;

/**
 * Puts a message where the caller wants it, and nothing beyond; refuses one that is too long before
 * its first byte.
 */
final class BufferSink implements Sink {
  /** The receive whose bytes come here. */
  final ReceiveRequest receive = new ReceiveRequest(this);

  private final Span span;
  private final Communicator communicator;
  private final boolean inCollective;

  BufferSink(Span span, Communicator communicator, boolean inCollective) {
    this.span = span;
    this.communicator = communicator;
    this.inCollective = inCollective;
  }

  @Override
  public void begin(long length) {
    if (length > span.length()) {
      Group senders = inCollective ? communicator.group() : communicator.peers();
      int source = senders.rankOf(receive.source());
      throw new RankspaceException(
          ErrorClass.TRUNCATE,
          "the message does not fit: message=%d bytes, buffer=%d bytes, source=%d%s"
              .formatted(
                  length, span.length(), source, inCollective ? "" : ", tag=" + receive.tag()));
    }
  }

  @Override
  public void write(long position, DirectBuffer source, int index, int length) {
    source.getBytes(index, span.bytes(), span.offset() + (int) position, length);
  }

  @Override
  public void take(Payload payload) {
    begin(payload.length());
    payload.copyTo(span.bytes(), span.offset());
  }
}
