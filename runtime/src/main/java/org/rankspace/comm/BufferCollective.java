package org.rankspace.comm;

import java.util.function.Consumer;
import org.rankspace.collective.bulk.Routes;
import org.rankspace.collective.bulk.SpanPeer;
import org.rankspace.engine.Engine;

/**
 * A collective of buffers that is ready to go: its arguments have been checked, nothing has been
 * sent. It is {@link #run} by the calling thread or {@link #start}ed on a virtual thread, once.
 */
public final class BufferCollective {
  private final Engine engine;
  private final Communicator communicator;
  private final Operation operation;
  private final int root;
  private final Routes routes;
  private final Consumer<SpanPeer> algorithm;

  BufferCollective(
      Engine engine,
      Communicator communicator,
      Operation operation,
      int root,
      Routes routes,
      Consumer<SpanPeer> algorithm) {
    this.engine = engine;
    this.communicator = communicator;
    this.operation = operation;
    this.root = root;
    this.routes = routes;
    this.algorithm = algorithm;
  }

  /** Takes part and returns when this rank's buffers are what they should be. */
  public void run() {
    perform(communicator.nextSequence());
  }

  /** Starts to take part; the buffers must not be touched until the request is done. */
  public Request start() {
    int sequence = communicator.nextSequence();
    return new Started<>(
        engine,
        operation.started(root) + " on " + communicator.name(),
        errands -> {
          perform(sequence);
          return null;
        },
        nothing -> null);
  }

  private void perform(int sequence) {
    BulkPeer peer = new BulkPeer(engine, communicator, operation, root, sequence, routes);
    algorithm.accept(peer);
    peer.settle();
  }
}
