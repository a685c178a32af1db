package org.rankspace.engine;

import org.rankspace.wire.Payload;
import org.rankspace.wire.PayloadSink;
import org.rankspace.wire.Sink;

/** A large message whose DATA frames are coming in: for a receive, or for nobody yet. */
final class Incoming {
  final long length;
  final Sink sink;
  final ReceiveRequest receiver;
  final Message message;
  long received;

  private Incoming(long length, Sink sink, ReceiveRequest receiver, Message message) {
    this.length = length;
    this.sink = sink;
    this.receiver = receiver;
    this.message = message;
  }

  static Incoming to(ReceiveRequest receiver, Sink sink, long length) {
    return new Incoming(length, sink, receiver, null);
  }

  /** Fetches {@code message} into memory of its own. */
  static Incoming unexpected(Message message) {
    PayloadSink sink = new PayloadSink();
    sink.begin(message.envelope().length());
    return new Incoming(message.envelope().length(), sink, null, message);
  }

  /** The bytes of an unexpected message. */
  Payload collected() {
    return ((PayloadSink) sink).payload();
  }
}
