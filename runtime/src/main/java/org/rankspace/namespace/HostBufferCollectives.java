package org.rankspace.namespace;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.rankspace.buffer.Buffer;
import org.rankspace.comm.BufferCollective;
import org.rankspace.comm.BufferCollectives;
import org.rankspace.namespace.BufferArguments.Argument;
import org.rankspace.namespace.guest.Verb;

/** The buffer collectives of a communicator, each also in the form that starts it. */
final class HostBufferCollectives {
  private final BufferCollectives collectives;
  private final BufferArguments read;
  private final Bridge bridge;

  HostBufferCollectives(BufferCollectives collectives, BufferArguments read, Bridge bridge) {
    this.collectives = collectives;
    this.read = read;
    this.bridge = bridge;
  }

  /** Adds these verbs to those of a class that has such an object. */
  static <T> void addTo(Verb.Table<T> verbs, Function<T, HostBufferCollectives> its) {
    add("bcast", 4, HostBufferCollectives::bcast, verbs, its);
    add("scatter", 7, HostBufferCollectives::scatter, verbs, its);
    add("gather", 7, HostBufferCollectives::gather, verbs, its);
    add("allgather", 6, HostBufferCollectives::allgather, verbs, its);
    add("alltoall", 6, HostBufferCollectives::alltoall, verbs, its);
    add("reduce", 8, HostBufferCollectives::reduce, verbs, its);
    add("allreduce", 7, HostBufferCollectives::allreduce, verbs, its);
    add("scan", 7, HostBufferCollectives::scan, verbs, its);
    add("exscan", 7, HostBufferCollectives::exscan, verbs, its);
    add("reduceScatterBlock", 7, HostBufferCollectives::reduceScatterBlock, verbs, its);
    add("reduceScatter", 6, HostBufferCollectives::reduceScatter, verbs, its);
  }

  private static <T> void add(
      String name,
      int parameters,
      Preparation preparation,
      Verb.Table<T> verbs,
      Function<T, HostBufferCollectives> its) {
    verbs
        .with(name, parameters, (on, a) -> its.apply(on).run(preparation, a))
        .with("i" + name, parameters, (on, a) -> its.apply(on).start(preparation, a));
  }

  /** What is to be done, and the memory that then has to be given back. */
  private record Step(BufferCollective collective, Argument received) {}

  private interface Preparation {
    Step prepare(HostBufferCollectives self, Object[] arguments);
  }

  private Object run(Preparation preparation, Object[] arguments) {
    Step step = preparation.prepare(this, arguments);
    step.collective.run();
    step.received.giveBack();
    return null;
  }

  private Object start(Preparation preparation, Object[] arguments) {
    Step step = preparation.prepare(this, arguments);
    return HostRequest.of(step.collective.start(), bridge, step.received::giveBack);
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
