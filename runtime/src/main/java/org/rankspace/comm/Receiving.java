package org.rankspace.comm;

import org.rankspace.engine.Engine;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.wire.PayloadSink;

/** A receive of an object that was started. */
final class Receiving extends Request {
  private final Communicator communicator;
  private final ReceiveRequest receive;
  private final PayloadSink sink;

  Receiving(Communicator communicator, Engine engine, ReceiveRequest receive, PayloadSink sink) {
    super(engine, receive);
    this.communicator = communicator;
    this.receive = receive;
    this.sink = sink;
  }

  @Override
  Object value() {
    return receive.isCancelled() ? null : communicator.decode(sink.payload());
  }

  @Override
  void report(Status status) {
    if (status != null) {
      communicator.fill(status, receive);
    }
  }

  @Override
  public boolean cancel() {
    return engine.cancel(receive);
  }
}
