package org.rankspace.comm;

import org.rankspace.engine.Engine;

/** A receive into a buffer that was started. */
final class BufferReceiving extends Request {
  private final Communicator communicator;
  private final BufferSink sink;

  BufferReceiving(Communicator communicator, Engine engine, BufferSink sink) {
    super(engine, sink.receive);
    this.communicator = communicator;
    this.sink = sink;
  }

  @Override
  Object value() {
    return null;
  }

  @Override
  void report(Status status) {
    if (status != null) {
      communicator.fill(status, sink.receive);
    }
  }

  @Override
  public boolean cancel() {
    return engine.cancel(sink.receive);
  }
}
