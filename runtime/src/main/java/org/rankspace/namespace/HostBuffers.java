package org.rankspace.namespace;

import org.rankspace.buffer.Blocks;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.comm.Buffers;
import org.rankspace.comm.Request;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.BufferArguments.Argument;
import org.rankspace.namespace.guest.Lent;
import org.rankspace.namespace.guest.Verb;

/**
 * The buffer verbs of a communicator as {@code rankspace.py} sees them; for their arguments see
 * {@link BufferArguments}. Those that only start a collective are {@link HostBufferStarts}.
 */
final class HostBuffers {
  private static final Verb.Table<HostBuffers> VERBS =
      new Verb.Table<>(HostBuffers.class)
          .with("send", 5, HostBuffers::send)
          .with("ssend", 5, HostBuffers::ssend)
          .with("isend", 5, HostBuffers::isend)
          .with("issend", 5, HostBuffers::issend)
          .with("recv", 5, HostBuffers::recv)
          .with("irecv", 5, HostBuffers::irecv)
          .with("recvWithStatus", 6, HostBuffers::recvWithStatus)
          .with("sendrecv", 11, HostBuffers::sendrecv)
          .with("memory", 5, HostBuffers::memory)
          .with("receive", 2, HostBuffers::receive)
          .with("bcast", 4, HostBuffers::bcast)
          .with("scatter", 7, HostBuffers::scatter)
          .with("gather", 7, HostBuffers::gather)
          .with("allgather", 6, HostBuffers::allgather)
          .with("alltoall", 6, HostBuffers::alltoall)
          .with("reduce", 8, HostBuffers::reduce)
          .with("allreduce", 7, HostBuffers::allreduce)
          .with("scan", 7, HostBuffers::scan)
          .with("exscan", 7, HostBuffers::exscan)
          .with("reduceScatterBlock", 7, HostBuffers::reduceScatterBlock)
          .with("reduceScatter", 6, HostBuffers::reduceScatter);

  static {
    HostBufferStarts.addTo(VERBS, on -> on.starts);
  }

  private final Buffers buffers;
  private final BufferArguments read;
  private final HostBufferStarts starts;
  private final Bridge bridge;

  private HostBuffers(Buffers buffers, int size, Bridge bridge) {
    this.buffers = buffers;
    this.bridge = bridge;
    read = new BufferArguments(bridge, size);
    starts = new HostBufferStarts(buffers.collectives(), read, bridge);
  }

  /** What Python gets. */
  static Object of(Buffers buffers, int size, Bridge bridge) {
    return bridge.objects().withVerbs(new HostBuffers(buffers, size, bridge), VERBS);
  }

  /**
   * A part of an object's memory, with items that are not the object's own: of the object, from a
   * byte on, so many bytes, so many to an item, and the name of an {@link Element}, or None for
   * items that can only be moved. Can be given in place of an object.
   */
  private Object memory(Object[] a) {
    try {
      Lent lent = bridge.objects().lend(a[0], read.number(a[1]), read.number(a[2]));
      String element = bridge.objects().text(a[4]);
      return bridge.objects().ofJava(HostMemory.of(lent, read.number(a[3]), element));
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  /** Starts to receive a message that was taken. */
  private Object receive(Object[] a) {
    try {
      HostMatched message = (HostMatched) bridge.objects().javaObject(a[0]);
      Argument received = read.buffer(a[1], Buffer.ALL, 0);
      return started(message.matched().irecv(received.part()), received::giveBack);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Object send(Object[] a) {
    try {
      buffers.send(read.buffer(a, 0).part(), read.number(a[3]), read.number(a[4]));
      return bridge.objects().none();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Object recv(Object[] a) {
    try {
      Argument received = read.buffer(a, 0);
      buffers.recv(received.part(), read.number(a[3]), read.number(a[4]), null);
      received.giveBack();
      return bridge.objects().none();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Object recvWithStatus(Object[] a) {
    return guard(
        () -> {
          Argument received = read.buffer(a, 0);
          buffers.recv(received.part(), read.number(a[3]), read.number(a[4]), read.status(a[5]));
          received.giveBack();
        });
  }

  private Object ssend(Object[] a) {
    return guard(
        () -> buffers.ssend(read.buffer(a, 0).part(), read.number(a[3]), read.number(a[4])));
  }

  private Object isend(Object[] a) {
    try {
      Buffer sent = read.buffer(a, 0).part();
      return started(buffers.isend(sent, read.number(a[3]), read.number(a[4])), null);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Object issend(Object[] a) {
    try {
      Buffer sent = read.buffer(a, 0).part();
      return started(buffers.issend(sent, read.number(a[3]), read.number(a[4])), null);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Object irecv(Object[] a) {
    try {
      Argument received = read.buffer(a, 0);
      Request request = buffers.irecv(received.part(), read.number(a[3]), read.number(a[4]));
      return started(request, received::giveBack);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Object sendrecv(Object[] a) {
    return guard(
        () -> {
          Argument received = read.buffer(a, 5);
          buffers.sendrecv(
              read.buffer(a, 0).part(),
              read.number(a[3]),
              read.number(a[4]),
              received.part(),
              read.number(a[8]),
              read.number(a[9]),
              read.status(a[10]));
          received.giveBack();
        });
  }

  private Object bcast(Object[] a) {
    return guard(
        () -> {
          Argument data = read.buffer(a, 0);
          buffers.bcast(data.part(), read.number(a[3]));
          if (!data.part().readOnly()) {
            data.giveBack();
          }
        });
  }

  private Object scatter(Object[] a) {
    return guard(
        () -> {
          Argument received = read.optional(a, 3);
          buffers.scatter(read.blocks(a, 0).blocks(), received.part(), read.number(a[6]));
          received.giveBack();
        });
  }

  private Object gather(Object[] a) {
    return guard(
        () -> {
          Argument received = read.blocks(a, 3);
          buffers.gather(read.optional(a, 0).part(), received.blocks(), read.number(a[6]));
          received.giveBack();
        });
  }

  private Object allgather(Object[] a) {
    return guard(
        () -> {
          Argument received = read.blocks(a, 3);
          buffers.allgather(read.optional(a, 0).part(), received.blocks());
          received.giveBack();
        });
  }

  private Object alltoall(Object[] a) {
    return guard(
        () -> {
          Argument received = read.blocks(a, 3);
          buffers.alltoall(read.blocks(a, 0).blocks(), received.blocks());
          received.giveBack();
        });
  }

  private Object reduce(Object[] a) {
    return reduction(
        a, (from, to) -> buffers.reduce(from, to, read.operator(a[6]), read.number(a[7])));
  }

  private Object allreduce(Object[] a) {
    return reduction(a, (from, to) -> buffers.allreduce(from, to, read.operator(a[6])));
  }

  private Object scan(Object[] a) {
    return reduction(a, (from, to) -> buffers.scan(from, to, read.operator(a[6])));
  }

  private Object exscan(Object[] a) {
    return reduction(a, (from, to) -> buffers.exscan(from, to, read.operator(a[6])));
  }

  private Object reduceScatterBlock(Object[] a) {
    return reduction(a, (from, to) -> buffers.reduceScatterBlock(from, to, read.operator(a[6])));
  }

  private Object reduceScatter(Object[] a) {
    return guard(
        () -> {
          Argument received = read.buffer(a, 2);
          Blocks sent = read.inputs(a, 0, received).blocks();
          buffers.reduceScatter(sent, received.part(), read.operator(a[5]));
          received.giveBack();
        });
  }

  private interface Reduction {
    void run(Buffer sent, Buffer received);
  }

  private Object reduction(Object[] a, Reduction reduction) {
    return guard(
        () -> {
          Argument received = read.optional(a, 3);
          reduction.run(read.optional(a, 0).part(), received.part());
          received.giveBack();
        });
  }

  private Object started(Request request, Runnable atEnd) {
    return bridge.objects().ofJava(new HostRequest(request, bridge, atEnd));
  }

  private Object guard(Runnable operation) {
    try {
      operation.run();
      return bridge.objects().none();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }
}
