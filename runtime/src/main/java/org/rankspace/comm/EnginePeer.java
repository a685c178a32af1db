package org.rankspace.comm;

import java.util.ArrayList;
import java.util.List;
import org.rankspace.collective.Peer;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Part;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.engine.SendRequest;
import org.rankspace.error.RankspaceException;
import org.rankspace.match.Envelope;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Payload;
import org.rankspace.wire.PayloadSink;

/**
 * One collective call's view of the other ranks: its messages carry the communicator, the call's
 * sequence number, the operation and the root.
 */
final class EnginePeer<T> implements Peer<T>, Part {
  private final Engine engine;
  private final Communicator communicator;
  private final Operation operation;
  private final int root;
  private final int sequence;
  private final Cargo<T> cargo;
  private final Errands errands;
  private final List<SendRequest> sends = new ArrayList<>();

  EnginePeer(
      Engine engine,
      Communicator communicator,
      Operation operation,
      int root,
      int sequence,
      Cargo<T> cargo,
      Errands errands) {
    this.engine = engine;
    this.communicator = communicator;
    this.operation = operation;
    this.root = root;
    this.sequence = sequence;
    this.cargo = cargo;
    this.errands = errands;
  }

  @Override
  public int rank() {
    return communicator.rank();
  }

  @Override
  public int size() {
    return communicator.size();
  }

  @Override
  public void send(T message, int dest) {
    Payload payload = errands.run(() -> cargo.pack(message));
    int worldDest = communicator.group().worldRank(dest);
    Payload.Block block = payload.block(0);
    if (payload.blockCount() == 1
        && engine.trySend(
            communicator.context(),
            FrameHeader.COLLECTIVE,
            operation.ordinal(),
            sequence,
            root,
            worldDest,
            block.bytes(),
            block.offset(),
            block.length())) {
      return;
    }
    Envelope envelope =
        new Envelope(
            communicator.context(),
            FrameHeader.COLLECTIVE,
            operation.ordinal(),
            engine.rank(),
            sequence,
            root,
            payload.length());
    sends.add(engine.start(envelope, worldDest, this, payload));
  }

  @Override
  public T recv(int source) {
    PayloadSink sink = new PayloadSink();
    ReceiveRequest receive =
        new ReceiveRequest(sink)
            .inCollective(
                communicator.context(),
                operation.ordinal(),
                sequence,
                root,
                communicator.group().worldRank(source),
                this);
    try {
      engine.receive(receive);
    } catch (ReceiveRequest.CollectiveMismatch mismatch) {
      throw explain(mismatch, communicator, operation, root, sequence);
    }
    return errands.run(() -> cargo.unpack(sink.payload()));
  }

  @Override
  public void check(int source) {
    communicator.sharedBarrier().requireAbsence(source, sequence);
  }

  /** The call in a user's words, for reports. */
  @Override
  public String toString() {
    return operation.call(root) + " on " + communicator.name();
  }

  /** Waits until the bytes of all messages are out of our hands. */
  void finish() {
    for (SendRequest send : sends) {
      engine.await(send);
    }
  }

  /** A mismatch in a user's words; the rest describes the collective that this rank is in. */
  static RankspaceException explain(
      ReceiveRequest.CollectiveMismatch mismatch,
      Communicator communicator,
      Operation operation,
      int root,
      int sequence) {
    return new CollectiveMismatchException(
        ("ranks are in different collectives: rank %d is in %s while rank %d is in %s, collective number"
                + " %d of %s; all ranks must call the same collectives in the same order, with the same root")
            .formatted(
                communicator.group().rankOf(mismatch.source()),
                Operation.of(mismatch.operation()).call(mismatch.root()),
                communicator.rank(),
                operation.call(root),
                sequence + 1,
                communicator.name()));
  }
}
