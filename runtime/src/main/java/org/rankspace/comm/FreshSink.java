package org.rankspace.comm;

import org.agrona.DirectBuffer;
import org.rankspace.buffer.Span;
import org.rankspace.collective.bulk.Lengths;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.wire.Payload;
import org.rankspace.wire.Sink;

/** Puts a message into new memory of its length, up to a limit. */
final class FreshSink implements Sink {
  /** The receive whose bytes come here. */
  final ReceiveRequest receive = new ReceiveRequest(this);

  /** The message, once it is here. */
  Span span;

  private final int atMostBytes;
  private final int source;

  /**
   * @param source the sender, for the error when the message is longer
   */
  FreshSink(int atMostBytes, int source) {
    this.atMostBytes = atMostBytes;
    this.source = source;
  }

  @Override
  public void begin(long length) {
    Lengths.require(Math.max(length, atMostBytes), atMostBytes, source);
    span = Span.allocate((int) length);
  }

  @Override
  public void write(long position, DirectBuffer from, int index, int length) {
    from.getBytes(index, span.bytes(), (int) position, length);
  }

  @Override
  public void take(Payload payload) {
    begin(payload.length());
    payload.copyTo(span.bytes(), 0);
  }
}
