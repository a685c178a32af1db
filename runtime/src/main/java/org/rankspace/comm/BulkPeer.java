package org.rankspace.comm;

import java.util.ArrayList;
import java.util.List;
import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Span;
import org.rankspace.collective.bulk.Lengths;
import org.rankspace.collective.bulk.Routes;
import org.rankspace.collective.bulk.SpanPeer;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Part;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.engine.SendRequest;
import org.rankspace.match.Envelope;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Payload;

/**
 * One buffer collective's view of the other ranks; its headers are as those of {@link EnginePeer}.
 */
final class BulkPeer implements SpanPeer, Part {
  private final Engine engine;
  private final Communicator communicator;
  private final Operation operation;
  private final int root;
  private final int sequence;
  private final Routes routes;
  private final List<SendRequest> sends = new ArrayList<>();

  BulkPeer(
      Engine engine,
      Communicator communicator,
      Operation operation,
      int root,
      int sequence,
      Routes routes) {
    this.engine = engine;
    this.communicator = communicator;
    this.operation = operation;
    this.root = root;
    this.sequence = sequence;
    this.routes = routes;
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
  public Routes routes() {
    return routes;
  }

  @Override
  public void send(Span bytes, int dest) {
    int worldDest = communicator.group().worldRank(dest);
    if (engine.trySend(
        communicator.context(),
        FrameHeader.COLLECTIVE,
        operation.ordinal(),
        sequence,
        root,
        worldDest,
        bytes.bytes(),
        bytes.offset(),
        bytes.length())) {
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
            bytes.length());
    Payload payload = Payload.of(bytes.bytes(), bytes.offset(), bytes.length());
    sends.add(engine.start(envelope, worldDest, this, payload));
  }

  @Override
  public void receive(Span into, int source) {
    ReceiveRequest receive = new BufferSink(into, communicator, true).receive;
    await(receive, source);
    Lengths.require(receive.length(), into.length(), source);
  }

  @Override
  public void receiveCombined(Span mine, boolean mineIsLower, Span into, Combiner op, int source) {
    ReceiveRequest receive = new CombiningSink(mine, mineIsLower, into, op, source).receive;
    await(receive, source);
    Lengths.require(receive.length(), into.length(), source);
  }

  @Override
  public Span receiveNew(int source, int atMostBytes) {
    FreshSink sink = new FreshSink(atMostBytes, source);
    await(sink.receive, source);
    return sink.span;
  }

  private void await(ReceiveRequest receive, int source) {
    receive.inCollective(
        communicator.context(),
        operation.ordinal(),
        sequence,
        root,
        communicator.group().worldRank(source),
        this);
    try {
      engine.receive(receive);
    } catch (ReceiveRequest.CollectiveMismatch mismatch) {
      throw EnginePeer.explain(mismatch, communicator, operation, root, sequence);
    }
  }

  @Override
  public void settle() {
    for (SendRequest send : sends) {
      engine.await(send);
    }
    sends.clear();
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
}
