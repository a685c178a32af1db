package org.rankspace.namespace;

import org.graalvm.polyglot.Value;
import org.rankspace.buffer.Operator;
import org.rankspace.comm.BufferCollective;
import org.rankspace.comm.BufferCollectives;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.HostBuffers.Argument;

/**
 * The buffer collectives of a communicator in the form that starts them: what {@link HostBuffers}
 * has besides those that wait. Arguments are explained there.
 */
public abstract class HostBufferStarts {
  private final BufferCollectives collectives;
  private final Bridge bridge;

  HostBufferStarts(BufferCollectives collectives, Bridge bridge) {
    this.collectives = collectives;
    this.bridge = bridge;
  }

  abstract Argument buffer(Value object, int count, int first);

  abstract Argument optional(Value object, int count, int first);

  abstract Argument blocks(Value object, Value counts, Value firsts);

  abstract Argument inputs(Value object, Value counts, Argument received);

  /** What there is to start, and the memory that then has to be given back. */
  private record Step(BufferCollective collective, Argument received) {}

  private interface Preparation {
    Step prepare();
  }

  private HostRequest start(Preparation preparation) {
    try {
      Step step = preparation.prepare();
      return new HostRequest(step.collective.start(), bridge, step.received::giveBack);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public HostRequest ibcast(Value object, int count, int first, int root) {
    return start(
        () -> {
          Argument data = buffer(object, count, first);
          return new Step(
              collectives.bcast(data.part(), root), data.part().readOnly() ? Argument.NONE : data);
        });
  }

  public HostRequest iscatter(
      Value object, Value counts, Value firsts, Value into, int count, int first, int root) {
    return start(
        () -> {
          Argument received = optional(into, count, first);
          Argument sent = blocks(object, counts, firsts);
          return new Step(collectives.scatter(sent.blocks(), received.part(), root), received);
        });
  }

  public HostRequest igather(
      Value object, int count, int first, Value into, Value counts, Value firsts, int root) {
    return start(
        () -> {
          Argument received = blocks(into, counts, firsts);
          Argument sent = optional(object, count, first);
          return new Step(collectives.gather(sent.part(), received.blocks(), root), received);
        });
  }

  public HostRequest iallgather(
      Value object, int count, int first, Value into, Value counts, Value firsts) {
    return start(
        () -> {
          Argument received = blocks(into, counts, firsts);
          Argument sent = optional(object, count, first);
          return new Step(collectives.allgather(sent.part(), received.blocks()), received);
        });
  }

  public HostRequest ialltoall(
      Value object, Value sentCounts, Value sentFirsts, Value into, Value counts, Value firsts) {
    return start(
        () -> {
          Argument received = blocks(into, counts, firsts);
          Argument sent = blocks(object, sentCounts, sentFirsts);
          return new Step(collectives.alltoall(sent.blocks(), received.blocks()), received);
        });
  }

  public HostRequest ireduce(
      Value object,
      int count,
      int first,
      Value into,
      int intoCount,
      int intoFirst,
      String op,
      int root) {
    return start(
        () -> {
          Argument received = optional(into, intoCount, intoFirst);
          Argument sent = optional(object, count, first);
          return new Step(
              collectives.reduce(sent.part(), received.part(), Operator.valueOf(op), root),
              received);
        });
  }

  public HostRequest iallreduce(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    return start(
        () -> {
          Argument received = optional(into, intoCount, intoFirst);
          Argument sent = optional(object, count, first);
          return new Step(
              collectives.allreduce(sent.part(), received.part(), Operator.valueOf(op)), received);
        });
  }

  public HostRequest iscan(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    return start(
        () -> {
          Argument received = optional(into, intoCount, intoFirst);
          Argument sent = optional(object, count, first);
          return new Step(
              collectives.scan(sent.part(), received.part(), Operator.valueOf(op)), received);
        });
  }

  public HostRequest iexscan(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    return start(
        () -> {
          Argument received = optional(into, intoCount, intoFirst);
          Argument sent = optional(object, count, first);
          return new Step(
              collectives.exscan(sent.part(), received.part(), Operator.valueOf(op)), received);
        });
  }

  public HostRequest ireduceScatterBlock(
      Value object, int count, int first, Value into, int intoCount, int intoFirst, String op) {
    return start(
        () -> {
          Argument received = optional(into, intoCount, intoFirst);
          Argument sent = optional(object, count, first);
          return new Step(
              collectives.reduceScatterBlock(sent.part(), received.part(), Operator.valueOf(op)),
              received);
        });
  }

  public HostRequest ireduceScatter(
      Value object, Value counts, Value into, int intoCount, int intoFirst, String op) {
    return start(
        () -> {
          Argument received = buffer(into, intoCount, intoFirst);
          Argument sent = inputs(object, counts, received);
          return new Step(
              collectives.reduceScatter(sent.blocks(), received.part(), Operator.valueOf(op)),
              received);
        });
  }
}
