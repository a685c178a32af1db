package org.rankspace.engine;

import java.util.List;
import org.rankspace.match.Envelope;
import org.rankspace.wire.Payload;

/** A message on its way out. Its fields belong to the thread that holds the engine's lock. */
public final class SendRequest implements Pending {
  final Completion completion = new Completion();
  final Envelope envelope;
  final int dest;
  final boolean synchronous;
  private final Part part;
  Payload payload;

  /**
   * Where the next DATA frame starts: a block of the payload, an offset in it, a position in the
   * message.
   */
  int block;

  int blockOffset;
  long position;

  /** The receiver's name for this message, once it has said CTS. */
  long remoteHandle;

  /**
   * @param part whose message it is; null for one of the program's own
   */
  SendRequest(Envelope envelope, int dest, boolean synchronous, Part part, Payload payload) {
    this.envelope = envelope;
    this.dest = dest;
    this.synchronous = synchronous;
    this.part = part;
    this.payload = payload;
  }

  @Override
  public Completion completion() {
    return completion;
  }

  @Override
  public List<Integer> awaited() {
    return List.of(dest);
  }

  @Override
  public Collective collective() {
    return part == null
        ? null
        : new Collective(
            envelope.context(),
            envelope.tag(),
            envelope.operation(),
            envelope.root(),
            part.toString());
  }

  @Override
  public String describe() {
    if (part != null) {
      return part + ", waiting for rank " + dest;
    }
    return "%s(dest=%d, tag=%d)".formatted(synchronous ? "ssend" : "send", dest, envelope.tag());
  }
}
