package org.rankspace.comm;

import org.rankspace.buffer.Blocks;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Operator;
import org.rankspace.buffer.Span;
import org.rankspace.collective.bulk.Routes;
import org.rankspace.engine.Engine;
import org.rankspace.engine.ReceiveRequest;
import org.rankspace.engine.SendRequest;
import org.rankspace.match.Envelope;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.Payload;

/**
 * The verbs of a {@link Communicator} that move memory as it is: nothing is encoded, and what is
 * received lands where it belongs. A message that is longer than its buffer fails its receive with
 * {@code TRUNCATE} and changes nothing. A buffer is never met by an object: a receive of the other
 * kind fails with {@code TYPE}, a collective with {@code OTHER}.
 *
 * <p>Errors are those of {@link Communicator}, and {@code ARG} for a read-only buffer to receive
 * into.
 */
public final class Buffers {
  private static final int KIND = Operation.BUFFER.ordinal();

  private final Communicator communicator;
  private final Engine engine;
  private final BufferCollectives collective;

  Buffers(Communicator communicator, Engine engine, Routes routes) {
    this.communicator = communicator;
    this.engine = engine;
    collective = new BufferCollectives(communicator, engine, routes);
  }

  // Point to point.

  /**
   * Sends the bytes. Returns when they may be changed: at once for a small message, while fewer
   * than 1 MiB lie unread at the receiver; else when the receiver takes it.
   */
  public void send(Buffer buffer, int dest, int tag) {
    if (communicator.checkSend(dest, tag) && !trySend(buffer.span(), dest, tag)) {
      engine.await(start(buffer.span(), dest, tag, false));
    }
  }

  /** As {@link #send}, and returns only when a receive has matched the message. */
  public void ssend(Buffer buffer, int dest, int tag) {
    if (communicator.checkSend(dest, tag)) {
      engine.await(start(buffer.span(), dest, tag, true));
    }
  }

  /** Starts {@link #send}. The bytes must not change until the request is done. */
  public Request isend(Buffer buffer, int dest, int tag) {
    if (!communicator.checkSend(dest, tag)) {
      return new NoMessage(engine);
    }
    return new Sending(engine, start(buffer.span(), dest, tag, false));
  }

  /** Starts {@link #ssend}. The bytes must not change until the request is done. */
  public Request issend(Buffer buffer, int dest, int tag) {
    if (!communicator.checkSend(dest, tag)) {
      return new NoMessage(engine);
    }
    return new Sending(engine, start(buffer.span(), dest, tag, true));
  }

  private boolean trySend(Span span, int dest, int tag) {
    return engine.trySend(
        communicator.context(),
        FrameHeader.POINT_TO_POINT,
        KIND,
        tag,
        FrameHeader.NO_ROOT,
        communicator.peers().worldRank(dest),
        span.bytes(),
        span.offset(),
        span.length());
  }

  private SendRequest start(Span span, int dest, int tag, boolean synchronous) {
    Envelope envelope =
        new Envelope(
            communicator.context(),
            FrameHeader.POINT_TO_POINT,
            KIND,
            engine.rank(),
            tag,
            FrameHeader.NO_ROOT,
            span.length());
    Payload payload = Payload.of(span.bytes(), span.offset(), span.length());
    return engine.start(envelope, communicator.peers().worldRank(dest), synchronous, payload);
  }

  /**
   * Waits for a message and puts it at the beginning of the buffer. What follows in the buffer
   * stays; from {@link Communicator#PROC_NULL} all does.
   *
   * @param status filled in if not null
   */
  public void recv(Buffer buffer, int source, int tag, Status status) {
    Span into = buffer.writable().span();
    if (!communicator.checkReceive(source, tag)) {
      NoMessage.describe(status);
      return;
    }
    ReceiveRequest receive = receive(into, source, tag).receive;
    engine.receive(receive);
    if (status != null) {
      communicator.fill(status, receive);
    }
  }

  /** Starts {@link #recv}. The buffer must not be used until the request is done. */
  public Request irecv(Buffer buffer, int source, int tag) {
    Span into = buffer.writable().span();
    if (!communicator.checkReceive(source, tag)) {
      return new NoMessage(engine);
    }
    BufferSink sink = receive(into, source, tag);
    engine.post(sink.receive);
    return new BufferReceiving(communicator, engine, sink);
  }

  private BufferSink receive(Span into, int source, int tag) {
    BufferSink sink = new BufferSink(into, communicator, false);
    sink.receive.from(communicator.context(), KIND, communicator.world(source), tag);
    return sink;
  }

  /** Sends and receives at once, so that exchanging partners do not wait for each other. */
  public void sendrecv(
      Buffer sent, int dest, int sendTag, Buffer received, int source, int recvTag, Status status) {
    received.writable();
    communicator.checkReceive(source, recvTag);
    Request sending = isend(sent, dest, sendTag);
    recv(received, source, recvTag, status);
    sending.await(null);
  }

  // Collectives, each with a form that returns a request and whose buffers must not be touched
  // until
  // that is done. A null buffer to send means that the bytes lie in the one to receive: in place.

  /** The root's bytes, at every rank. */
  public void bcast(Buffer buffer, int root) {
    collective.bcast(buffer, root).run();
  }

  public Request ibcast(Buffer buffer, int root) {
    return collective.bcast(buffer, root).start();
  }

  /**
   * Gives each rank one block of the root's.
   *
   * @param sent at the root; not looked at elsewhere
   * @param received may be null at the root, whose block then stays where it is
   */
  public void scatter(Blocks sent, Buffer received, int root) {
    collective.scatter(sent, received, root).run();
  }

  public Request iscatter(Blocks sent, Buffer received, int root) {
    return collective.scatter(sent, received, root).start();
  }

  /**
   * Collects each rank's bytes as one block at the root.
   *
   * @param sent may be null at the root, whose block is then where it belongs
   * @param received at the root; not looked at elsewhere
   */
  public void gather(Buffer sent, Blocks received, int root) {
    collective.gather(sent, received, root).run();
  }

  public Request igather(Buffer sent, Blocks received, int root) {
    return collective.gather(sent, received, root).start();
  }

  /** As {@link #gather}, at every rank. */
  public void allgather(Buffer sent, Blocks received) {
    collective.allgather(sent, received).run();
  }

  public Request iallgather(Buffer sent, Blocks received) {
    return collective.allgather(sent, received).start();
  }

  /** Sends block i to rank i, and receives one block from each. */
  public void alltoall(Blocks sent, Blocks received) {
    collective.alltoall(sent, received).run();
  }

  public Request ialltoall(Blocks sent, Blocks received) {
    return collective.alltoall(sent, received).start();
  }

  /**
   * Combines all ranks' elements one by one, at the root.
   *
   * @param received at the root; not looked at elsewhere
   */
  public void reduce(Buffer sent, Buffer received, Operator op, int root) {
    collective.reduce(sent, received, op, root).run();
  }

  public Request ireduce(Buffer sent, Buffer received, Operator op, int root) {
    return collective.reduce(sent, received, op, root).start();
  }

  /** As {@link #reduce}, with the same result at every rank, to the last bit. */
  public void allreduce(Buffer sent, Buffer received, Operator op) {
    collective.allreduce(sent, received, op).run();
  }

  public Request iallreduce(Buffer sent, Buffer received, Operator op) {
    return collective.allreduce(sent, received, op).start();
  }

  /** Combines the elements of ranks 0 to this one. */
  public void scan(Buffer sent, Buffer received, Operator op) {
    collective.scan(sent, received, op).run();
  }

  public Request iscan(Buffer sent, Buffer received, Operator op) {
    return collective.scan(sent, received, op).start();
  }

  /** Combines the elements of the ranks before this one; at rank 0 nothing is received. */
  public void exscan(Buffer sent, Buffer received, Operator op) {
    collective.exscan(sent, received, op).run();
  }

  public Request iexscan(Buffer sent, Buffer received, Operator op) {
    return collective.exscan(sent, received, op).start();
  }

  /**
   * Combines all ranks' elements and gives rank i the i-th block of the result. In place, that
   * block comes to the beginning of the buffer.
   */
  public void reduceScatterBlock(Buffer sent, Buffer received, Operator op) {
    collective.reduceScatterBlock(sent, received, op).run();
  }

  public Request ireduceScatterBlock(Buffer sent, Buffer received, Operator op) {
    return collective.reduceScatterBlock(sent, received, op).start();
  }

  /**
   * As {@link #reduceScatterBlock}, with blocks of any length. In place, both arguments are the
   * same memory, and this rank's block of the result comes to the beginning of it.
   *
   * @param sent the same counts at every rank
   */
  public void reduceScatter(Blocks sent, Buffer received, Operator op) {
    collective.reduceScatter(sent, received, op).run();
  }

  public Request ireduceScatter(Blocks sent, Buffer received, Operator op) {
    return collective.reduceScatter(sent, received, op).start();
  }

  /** The collectives, to be run or started later. */
  public BufferCollectives collectives() {
    return collective;
  }
}
