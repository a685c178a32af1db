package org.rankspace.comm;

import org.rankspace.buffer.Buffer;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Message;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.wire.PayloadSink;

/**
 * A message that a matched probe has taken (MPI 4.1, section 3.8.2): nobody else can receive it.
 * Received once, by one of the methods.
 */
public final class Matched {
  private final Communicator communicator;
  private final Engine engine;
  private final Message message;

  /**
   * @param message null for the one from {@link Communicator#PROC_NULL}
   */
  Matched(Communicator communicator, Engine engine, Message message) {
    this.communicator = communicator;
    this.engine = engine;
    this.message = message;
  }

  /** Whether it comes from {@link Communicator#PROC_NULL}: then there is nothing in it. */
  public boolean isNobodys() {
    return message == null;
  }

  /** Starts to receive an object. */
  public Request irecv() {
    if (message == null) {
      return new NoMessage(engine);
    }
    PayloadSink sink = new PayloadSink();
    ReceiveRequest receive = new ReceiveRequest(sink);
    receive.from(communicator.context(), message.envelope().source(), message.envelope().tag());
    engine.receive(message, receive);
    return new Receiving(communicator, engine, receive, sink);
  }

  /** Starts to receive bytes into a buffer, which must not be used until the request is done. */
  public Request irecv(Buffer buffer) {
    Buffer into = buffer.writable();
    if (message == null) {
      return new NoMessage(engine);
    }
    BufferSink sink = new BufferSink(into.span(), communicator, false);
    sink.receive.from(
        communicator.context(),
        Operation.BUFFER.ordinal(),
        message.envelope().source(),
        message.envelope().tag());
    engine.receive(message, sink.receive);
    return new BufferReceiving(communicator, engine, sink);
  }
}
