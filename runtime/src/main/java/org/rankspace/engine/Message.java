package org.rankspace.engine;

import org.rankspace.match.Arrived;
import org.rankspace.match.Envelope;
import org.rankspace.wire.Payload;

/**
 * A message that came before its receive: here in whole, on its way, or still at its sender. Its
 * fields belong to the thread that holds the engine's lock.
 */
public final class Message extends Arrived {
  /** The sender's name for it, where the sender waits for an answer; else 0. */
  final long senderHandle;

  final boolean synchronous;

  /** All of its bytes, once they are here. */
  Payload payload;

  /** Its bytes came in an EAGER frame, for which the sender wants credit. */
  boolean eager;

  /** Its bytes have been asked for. */
  boolean fetched;

  /** The receive that took it while its bytes were on their way. */
  ReceiveRequest receiver;

  Message(Envelope envelope, long senderHandle, boolean synchronous) {
    super(envelope);
    this.senderHandle = senderHandle;
    this.synchronous = synchronous;
  }
}
