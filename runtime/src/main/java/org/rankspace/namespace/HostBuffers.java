package org.rankspace.namespace;

import org.graalvm.polyglot.Value;
import org.rankspace.buffer.Blocks;
import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.buffer.Operator;
import org.rankspace.comm.Buffers;
import org.rankspace.comm.Request;
import org.rankspace.comm.Status;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Lent;

/**
 * The buffer verbs of a communicator as {@code rankspace.py} sees them. A buffer is an object, a
 * count of items or -1 for all, and the item to start with; None is no buffer. Blocks are an
 * object, a count for each rank or one number for all, and the items to start with, or None.
 */
public final class HostBuffers extends HostBufferStarts {
  private final Buffers buffers;
  private final int size;
  private final Bridge bridge;

  HostBuffers(Buffers buffers, int size, Bridge bridge) {
    super(buffers.collectives(), bridge);
    this.buffers = buffers;
    this.size = size;
    this.bridge = bridge;
  }

  /** An argument: the whole memory, and the part that the operation is about. */
  record Argument(Lent lent, Buffer part, Blocks blocks) {
    static final Argument NONE = new Argument(null, null, null);

    void giveBack() {
      if (lent != null) {
        lent.giveBack(part);
      }
    }
  }

  @Override
  Argument buffer(Value object, int count, int first) {
    if (object.isHostObject()) {
      HostMemory memory = object.asHostObject();
      return new Argument(memory.lent(), memory.buffer().part(count, first), null);
    }
    Lent lent = bridge.objects().lend(object);
    return new Argument(lent, lent.buffer().part(count, first), null);
  }

  @Override
  Argument optional(Value object, int count, int first) {
    return object.isNull() ? Argument.NONE : buffer(object, count, first);
  }

  @Override
  Argument blocks(Value object, Value counts, Value firsts) {
    if (object.isNull()) {
      return Argument.NONE;
    }
    Argument given = buffer(object, Buffer.ALL, 0);
    Buffer whole = given.part;
    Blocks blocks;
    if (counts.isNull()) {
      blocks = Blocks.balanced(whole, size);
    } else if (counts.isNumber()) {
      blocks = Blocks.even(whole, size, counts.asInt(), firsts.asInt());
    } else {
      blocks = Blocks.of(whole, size, numbers(counts), numbers(firsts));
    }
    return new Argument(given.lent, whole, blocks);
  }

  private static int[] numbers(Value list) {
    if (list.isNull()) {
      return null;
    }
    int[] numbers = new int[(int) list.getArraySize()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.getArrayElement(i).asInt();
    }
    return numbers;
  }

  /**
   * A part of an object's memory, with items that are not the object's own. Can be given in place
   * of an object.
   *
   * @param element the name of an {@link Element}, or null for items that can only be moved
   */
  public HostMemory memory(
      Value object, int offsetBytes, int lengthBytes, int itemBytes, String element) {
    try {
      Lent lent = bridge.objects().lend(object, offsetBytes, lengthBytes);
      return HostMemory.of(lent, itemBytes, element);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  /** Starts to receive a message that was taken. */
  public HostRequest receive(HostMatched matched, Value object) {
    try {
      Argument received = buffer(object, Buffer.ALL, 0);
      return started(matched.matched().irecv(received.part), received::giveBack);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public void send(Value object, int count, int first, int dest, int tag) {
    try {
      buffers.send(buffer(object, count, first).part, dest, tag);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public void ssend(Value object, int count, int first, int dest, int tag) {
    guard(() -> buffers.ssend(buffer(object, count, first).part, dest, tag));
  }

  public HostRequest isend(Value object, int count, int first, int dest, int tag) {
    try {
      return started(buffers.isend(buffer(object, count, first).part, dest, tag), null);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public HostRequest issend(Value object, int count, int first, int dest, int tag) {
    try {
      return started(buffers.issend(buffer(object, count, first).part, dest, tag), null);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public void recv(Value object, int count, int first, int source, int tag) {
    recvWithStatus(object, count, first, source, tag, null);
  }

  public void recvWithStatus(
      Value object, int count, int first, int source, int tag, Status status) {
    try {
      Argument received = buffer(object, count, first);
      buffers.recv(received.part, source, tag, status);
      received.giveBack();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public HostRequest irecv(Value object, int count, int first, int source, int tag) {
    try {
      Argument received = buffer(object, count, first);
      return started(buffers.irecv(received.part, source, tag), received::giveBack);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public void sendrecv(
      Value object,
      int count,
      int first,
      int dest,
      int sendTag,
      Value into,
      int intoCount,
      int intoFirst,
      int source,
      int tag,
      Status status) {
    guard(
        () -> {
          Argument received = buffer(into, intoCount, intoFirst);
          Buffer sent = buffer(object, count, first).part;
          buffers.sendrecv(sent, dest, sendTag, received.part, source, tag, status);
          received.giveBack();
        });
  }

  public void bcast(Value object, int count, int first, int root) {
    guard(
        () -> {
          Argument data = buffer(object, count, first);
          buffers.bcast(data.part, root);
          if (!data.part.readOnly()) {
            data.giveBack();
          }
        });
  }

  public void scatter(
      Value object, Value counts, Value firsts, Value into, int count, int first, int root) {
    guard(
        () -> {
          Argument received = optional(into, count, first);
          buffers.scatter(blocks(object, counts, firsts).blocks, received.part, root);
          received.giveBack();
        });
  }

  public void gather(
      Value object, int count, int first, Value into, Value counts, Value firsts, int root) {
    guard(
        () -> {
          Argument received = blocks(into, counts, firsts);
          buffers.gather(optional(object, count, first).part, received.blocks, root);
          received.giveBack();
        });
  }

  public void allgather(
      Value object, int count, int first, Value into, Value counts, Value firsts) {
    guard(
        () -> {
          Argument received = blocks(into, counts, firsts);
          buffers.allgather(optional(object, count, first).part, received.blocks);
          received.giveBack();
        });
  }

  public void alltoall(
      Value object, Value sentCounts, Value sentFirsts, Value into, Value counts, Value firsts) {
    guard(
        () -> {
          Argument received = blocks(into, counts, firsts);
          buffers.alltoall(blocks(object, sentCounts, sentFirsts).blocks, received.blocks);
          received.giveBack();
        });
  }

  public void reduce(
      Value object,
      int count,
      int first,
      Value into,
      int intoCount,
      int intoFirst,
      String op,
      int root) {
    reduction(
        object,
        count,
        first,
        into,
        intoCount,
        intoFirst,
        (from, to) -> buffers.reduce(from, to, Operator.valueOf(op), root));
  }

  public void allreduce(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    reduction(
        object,
        count,
        first,
        into,
        intoCount,
        intoFirst,
        (from, to) -> buffers.allreduce(from, to, Operator.valueOf(op)));
  }

  public void scan(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    reduction(
        object,
        count,
        first,
        into,
        intoCount,
        intoFirst,
        (from, to) -> buffers.scan(from, to, Operator.valueOf(op)));
  }

  public void exscan(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    reduction(
        object,
        count,
        first,
        into,
        intoCount,
        intoFirst,
        (from, to) -> buffers.exscan(from, to, Operator.valueOf(op)));
  }

  public void reduceScatterBlock(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    reduction(
        object,
        count,
        first,
        into,
        intoCount,
        intoFirst,
        (from, to) -> buffers.reduceScatterBlock(from, to, Operator.valueOf(op)));
  }

  public void reduceScatter(
      Value object, Value counts, Value into, int intoCount, int intoFirst, String op) {
    guard(
        () -> {
          Argument received = buffer(into, intoCount, intoFirst);
          Blocks sent = inputs(object, counts, received).blocks;
          buffers.reduceScatter(sent, received.part, Operator.valueOf(op));
          received.giveBack();
        });
  }

  /** One block for each rank, in the memory to receive into where {@code object} is None. */
  @Override
  Argument inputs(Value object, Value counts, Argument received) {
    if (!object.isNull()) {
      return blocks(object, counts, counts.getContext().asValue(null));
    }
    Buffer whole = received.part;
    Blocks blocks =
        counts.isNull()
            ? Blocks.balanced(whole, size)
            : Blocks.of(whole, size, numbers(counts), null);
    return new Argument(received.lent, whole, blocks);
  }

  private interface Reduction {
    void run(Buffer sent, Buffer received);
  }

  private void reduction(
      Value object,
      int count,
      int first,
      Value into,
      int intoCount,
      int intoFirst,
      Reduction reduction) {
    guard(
        () -> {
          Argument received = optional(into, intoCount, intoFirst);
          reduction.run(optional(object, count, first).part, received.part);
          received.giveBack();
        });
  }

  private HostRequest started(Request request, Runnable atEnd) {
    return new HostRequest(request, bridge, atEnd);
  }

  private void guard(Runnable operation) {
    try {
      operation.run();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }
}
