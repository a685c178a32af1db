package org.rankspace.comm;

import java.util.function.Consumer;
import org.rankspace.buffer.Blocks;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Combiner;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Operator;
import org.rankspace.buffer.Span;
import org.rankspace.collective.bulk.Allreduce;
import org.rankspace.collective.bulk.Broadcast;
import org.rankspace.collective.bulk.Lengths;
import org.rankspace.collective.bulk.Movement;
import org.rankspace.collective.bulk.Reduce;
import org.rankspace.collective.bulk.Reductions;
import org.rankspace.collective.bulk.Routes;
import org.rankspace.collective.bulk.SpanPeer;
import org.rankspace.engine.Engine;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.FrameHeader;

/**
 * The collectives of {@link Buffers}, prepared: arguments are checked, nothing is sent yet. The
 * contracts are those of the verbs there.
 */
public final class BufferCollectives {
  private static final int NO_ROOT = FrameHeader.NO_ROOT;

  private final Communicator communicator;
  private final Engine engine;
  private final Routes routes;

  BufferCollectives(Communicator communicator, Engine engine, Routes routes) {
    this.communicator = communicator;
    this.engine = engine;
    this.routes = routes;
  }

  private BufferCollective plan(Operation operation, int root, Consumer<SpanPeer> algorithm) {
    return new BufferCollective(engine, communicator, operation, root, routes, algorithm);
  }

  private boolean isRoot(int root) {
    return communicator.checkRoot(root) == communicator.rank();
  }

  private static <T> T needed(T buffer, String role) {
    if (buffer == null) {
      throw new RankspaceException(ErrorClass.ARG, "this rank needs a buffer to " + role);
    }
    return buffer;
  }

  public BufferCollective bcast(Buffer buffer, int root) {
    Span data = isRoot(root) ? buffer.span() : buffer.writable().span();
    return plan(Operation.BCAST_BUFFER, root, peer -> Broadcast.broadcast(peer, root, data));
  }

  public BufferCollective scatter(Blocks sent, Buffer received, int root) {
    boolean isRoot = isRoot(root);
    Span[] blocks = isRoot ? needed(sent, "send").all() : null;
    Buffer into = isRoot ? received : needed(received, "receive into");
    Span mine = into == null ? null : into.writable().span();
    return plan(Operation.SCATTER_BUFFER, root, peer -> Movement.scatter(peer, root, blocks, mine));
  }

  public BufferCollective gather(Buffer sent, Blocks received, int root) {
    boolean isRoot = isRoot(root);
    Span[] blocks = isRoot ? needed(received, "receive into").writable().all() : null;
    Buffer from = isRoot ? sent : needed(sent, "send");
    Span mine = from == null ? null : from.span();
    return plan(Operation.GATHER_BUFFER, root, peer -> Movement.gather(peer, root, mine, blocks));
  }

  public BufferCollective allgather(Buffer sent, Blocks received) {
    Span[] blocks = needed(received, "receive into").writable().all();
    int rank = communicator.rank();
    if (sent != null) {
      Lengths.require(sent.lengthBytes(), blocks[rank].length(), rank);
      sent.span().copyTo(blocks[rank]);
    }
    return received.isEven()
        ? plan(Operation.ALLGATHER_BUFFER, NO_ROOT, peer -> Movement.allgatherEven(peer, blocks))
        : plan(Operation.ALLGATHERV_BUFFER, NO_ROOT, peer -> Movement.allgather(peer, blocks));
  }

  public BufferCollective alltoall(Blocks sent, Blocks received) {
    Span[] into = needed(received, "receive into").writable().all();
    Span[] from = (sent == null ? received.copy() : sent).all();
    return plan(Operation.ALLTOALL_BUFFER, NO_ROOT, peer -> Movement.alltoall(peer, from, into));
  }

  public BufferCollective reduce(Buffer sent, Buffer received, Operator op, int root) {
    boolean isRoot = isRoot(root);
    Buffer into = isRoot ? needed(received, "receive into").writable() : null;
    Buffer from = sent == null ? into : sent;
    Combiner combiner = combiner(op, needed(from, "send"), isRoot ? into : from);
    Span goal = isRoot ? into.span() : null;
    boolean inPlace = isRoot && from.span().overlaps(goal);
    if (inPlace) {
      from.span().copyTo(goal);
    }
    Span mine = inPlace ? goal : from.span();
    return plan(
        Operation.REDUCE_BUFFER, root, peer -> Reduce.reduce(peer, root, mine, goal, combiner));
  }

  public BufferCollective allreduce(Buffer sent, Buffer received, Operator op) {
    Buffer into = needed(received, "receive into").writable();
    Combiner combiner = combiner(op, sent == null ? into : sent, into);
    boolean inPlace = sent == null || sent.span().overlaps(into.span());
    if (inPlace && sent != null) {
      sent.span().copyTo(into.span());
    }
    Span data = into.span();
    Span mine = inPlace ? data : sent.span();
    return plan(
        Operation.ALLREDUCE_BUFFER,
        NO_ROOT,
        peer -> Allreduce.allreduce(peer, mine, data, combiner));
  }

  public BufferCollective scan(Buffer sent, Buffer received, Operator op) {
    Buffer into = needed(received, "receive into").writable();
    Buffer from = sent == null ? into : sent;
    Combiner combiner = combiner(op, from, into);
    return plan(
        Operation.SCAN_BUFFER,
        NO_ROOT,
        peer -> deliver(peer, Reductions.scan(peer, from.span(), combiner), into));
  }

  public BufferCollective exscan(Buffer sent, Buffer received, Operator op) {
    Buffer into = needed(received, "receive into").writable();
    Buffer from = sent == null ? into : sent;
    Combiner combiner = combiner(op, from, into);
    return plan(
        Operation.EXSCAN_BUFFER,
        NO_ROOT,
        peer -> {
          Span result = Reductions.exscan(peer, from.span(), combiner);
          if (result != null) {
            deliver(peer, result, into);
          }
        });
  }

  public BufferCollective reduceScatterBlock(Buffer sent, Buffer received, Operator op) {
    Buffer into = needed(received, "receive into").writable();
    Blocks blocks = Blocks.even(sent == null ? into : sent, communicator.size(), Buffer.ALL, 0);
    Span mine = blocks.buffer().span();
    Span goal = sent == null ? into.span().part(0, blocks.of(0).length()) : into.span();
    Lengths.require(blocks.of(0).length(), goal.length(), communicator.rank());
    Combiner combiner = combiner(op, blocks.buffer().element(), into.element());
    return plan(
        Operation.REDUCE_SCATTER_BUFFER,
        NO_ROOT,
        peer -> {
          Span result = Reductions.reduceScatter(peer, mine, combiner);
          peer.settle();
          result.part(0, goal.length()).copyTo(goal);
        });
  }

  public BufferCollective reduceScatter(Blocks sent, Buffer received, Operator op) {
    Blocks blocks = needed(sent, "send");
    Buffer into = needed(received, "receive into").writable();
    Span[] mine = blocks.all();
    int length = mine[communicator.rank()].length();
    Span goal =
        into.span().overlaps(blocks.buffer().span()) ? into.span().part(0, length) : into.span();
    Lengths.require(length, goal.length(), communicator.rank());
    Combiner combiner = combiner(op, blocks.buffer().element(), into.element());
    return plan(
        Operation.REDUCE_SCATTERV_BUFFER,
        NO_ROOT,
        peer -> {
          Span result = Reductions.reduceScatter(peer, mine, combiner);
          peer.settle();
          result.copyTo(goal);
        });
  }

  /** The result may go where this rank's own bytes were once those are out of our hands. */
  private static void deliver(SpanPeer peer, Span result, Buffer into) {
    peer.settle();
    result.copyTo(into.span());
  }

  private Combiner combiner(Operator op, Buffer sent, Buffer received) {
    Lengths.require(sent.lengthBytes(), received.lengthBytes(), communicator.rank());
    return combiner(op, sent.element(), received.element());
  }

  private static Combiner combiner(Operator op, Element sent, Element received) {
    if (sent != received) {
      throw new RankspaceException(
          ErrorClass.ARG,
          "the buffers of a reduction must have the same element type: send=%s, receive=%s"
              .formatted(sent, received));
    }
    return Combiner.of(op, sent);
  }
}
