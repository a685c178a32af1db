package org.rankspace.namespace;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.rankspace.buffer.Buffer;
import org.rankspace.comm.BufferCollective;
import org.rankspace.comm.BufferCollectives;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.BufferArguments.Argument;
import org.rankspace.namespace.guest.Verb;

/** The buffer collectives of a communicator in the form that starts them. */
final class HostBufferStarts {
  private final BufferCollectives collectives;
  private final BufferArguments read;
  private final Bridge bridge;

  HostBufferStarts(BufferCollectives collectives, BufferArguments read, Bridge bridge) {
    this.collectives = collectives;
    this.read = read;
    this.bridge = bridge;
  }

  /** Adds these verbs to those of a class that has such an object. */
  static <T> void addTo(Verb.Table<T> verbs, Function<T, HostBufferStarts> its) {
    verbs
        .with("ibcast", 4, (on, a) -> its.apply(on).start(HostBufferStarts::bcast, a))
        .with("iscatter", 7, (on, a) -> its.apply(on).start(HostBufferStarts::scatter, a))
        .with("igather", 7, (on, a) -> its.apply(on).start(HostBufferStarts::gather, a))
        .with("iallgather", 6, (on, a) -> its.apply(on).start(HostBufferStarts::allgather, a))
        .with("ialltoall", 6, (on, a) -> its.apply(on).start(HostBufferStarts::alltoall, a))
        .with("ireduce", 8, (on, a) -> its.apply(on).start(HostBufferStarts::reduce, a))
        .with("iallreduce", 7, (on, a) -> its.apply(on).start(HostBufferStarts::allreduce, a))
        .with("iscan", 7, (on, a) -> its.apply(on).start(HostBufferStarts::scan, a))
        .with("iexscan", 7, (on, a) -> its.apply(on).start(HostBufferStarts::exscan, a))
        .with(
            "ireduceScatterBlock",
            7,
            (on, a) -> its.apply(on).start(HostBufferStarts::reduceScatterBlock, a))
        .with(
            "ireduceScatter",
            6,
            (on, a) -> its.apply(on).start(HostBufferStarts::reduceScatter, a));
  }

  /** What there is to start, and the memory that then has to be given back. */
  private record Step(BufferCollective collective, Argument received) {}

  private interface Preparation {
    Step prepare(HostBufferStarts self, Object[] arguments);
  }

  private Object start(Preparation preparation, Object[] arguments) {
    try {
      Step step = preparation.prepare(this, arguments);
      return bridge
          .objects()
          .ofJava(new HostRequest(step.collective.start(), bridge, step.received::giveBack));
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Step bcast(Object[] a) {
    Argument data = read.buffer(a, 0);
    return new Step(
        collectives.bcast(data.part(), read.number(a[3])),
        data.part().readOnly() ? Argument.NONE : data);
  }

  private Step scatter(Object[] a) {
    Argument received = read.optional(a, 3);
    Argument sent = read.blocks(a, 0);
    return new Step(
        collectives.scatter(sent.blocks(), received.part(), read.number(a[6])), received);
  }

  private Step gather(Object[] a) {
    Argument received = read.blocks(a, 3);
    Argument sent = read.optional(a, 0);
    return new Step(
        collectives.gather(sent.part(), received.blocks(), read.number(a[6])), received);
  }

  private Step allgather(Object[] a) {
    Argument received = read.blocks(a, 3);
    Argument sent = read.optional(a, 0);
    return new Step(collectives.allgather(sent.part(), received.blocks()), received);
  }

  private Step alltoall(Object[] a) {
    Argument received = read.blocks(a, 3);
    Argument sent = read.blocks(a, 0);
    return new Step(collectives.alltoall(sent.blocks(), received.blocks()), received);
  }

  private Step reduce(Object[] a) {
    return reduction(
        a, (from, to) -> collectives.reduce(from, to, read.operator(a[6]), read.number(a[7])));
  }

  private Step allreduce(Object[] a) {
    return reduction(a, (from, to) -> collectives.allreduce(from, to, read.operator(a[6])));
  }

  private Step scan(Object[] a) {
    return reduction(a, (from, to) -> collectives.scan(from, to, read.operator(a[6])));
  }

  private Step exscan(Object[] a) {
    return reduction(a, (from, to) -> collectives.exscan(from, to, read.operator(a[6])));
  }

  private Step reduceScatterBlock(Object[] a) {
    return reduction(
        a, (from, to) -> collectives.reduceScatterBlock(from, to, read.operator(a[6])));
  }

  private Step reduction(Object[] a, BiFunction<Buffer, Buffer, BufferCollective> reduction) {
    Argument received = read.optional(a, 3);
    Argument sent = read.optional(a, 0);
    return new Step(reduction.apply(sent.part(), received.part()), received);
  }

  private Step reduceScatter(Object[] a) {
    Argument received = read.buffer(a, 2);
    Argument sent = read.inputs(a, 0, received);
    return new Step(
        collectives.reduceScatter(sent.blocks(), received.part(), read.operator(a[5])), received);
  }
}
