package org.rankspace.comm;

import org.rankspace.engine.Engine;
import org.rankspace.engine.SendRequest;

/** A send that was started. */
final class Sending extends Request {
  Sending(Engine engine, SendRequest request) {
    super(engine, request);
  }

  @Override
  Object value() {
    return null;
  }
}
