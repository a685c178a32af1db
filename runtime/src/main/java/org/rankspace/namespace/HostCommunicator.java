package org.rankspace.namespace;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.graalvm.polyglot.Value;
import org.rankspace.comm.Communicator;
import org.rankspace.comm.Matched;
import org.rankspace.comm.Request;
import org.rankspace.comm.Status;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Verb;

/**
 * A communicator as {@code rankspace.py} sees it: objects come as Python's and go as Python's,
 * faults go as Python exceptions. Its public methods and its verbs are what Python calls; the
 * contracts are the docstrings there.
 */
public final class HostCommunicator {
  private static final Verb.Table<HostCommunicator> VERBS =
      new Verb.Table<>(HostCommunicator.class)
          .with("send", 3, HostCommunicator::send)
          .with("recv", 2, HostCommunicator::recv)
          .with("ssend", 3, HostCommunicator::ssend)
          .with("isend", 3, HostCommunicator::isend)
          .with("issend", 3, HostCommunicator::issend)
          .with("irecv", 2, HostCommunicator::irecv)
          .with("barrier", 0, HostCommunicator::barrier)
          .with("bcast", 2, HostCommunicator::bcast)
          .with("scatter", 2, HostCommunicator::scatter)
          .with("gather", 2, HostCommunicator::gather)
          .with("allgather", 1, HostCommunicator::allgather)
          .with("alltoall", 1, HostCommunicator::alltoall)
          .with("reduce", 3, HostCommunicator::reduce)
          .with("allreduce", 2, HostCommunicator::allreduce)
          .with("scan", 2, HostCommunicator::scan)
          .with("exscan", 2, HostCommunicator::exscan);

  private final Communicator communicator;
  private final Bridge bridge;

  HostCommunicator(Communicator communicator, Bridge bridge) {
    this.communicator = communicator;
    this.bridge = bridge;
  }

  /** The same communicator, whose faults are raised by another function. */
  public HostCommunicator raising(Value raiser) {
    return new HostCommunicator(communicator, bridge.raising(raiser));
  }

  public int rank() {
    return communicator.rank();
  }

  public int size() {
    return communicator.size();
  }

  public void abort(int code) {
    bridge.departure().abort(code);
  }

  public String name() {
    return communicator.name();
  }

  public HostBuffers buffers() {
    return new HostBuffers(communicator.buffers(), communicator.size(), bridge);
  }

  public HostGroup group() {
    return new HostGroup(communicator.group(), bridge);
  }

  /** One that is called often, as a method of Python's own kind; None for another. */
  public Object verb(String name) {
    Verb<HostCommunicator> verb = VERBS.get(name);
    return verb == null ? null : bridge.objects().method(this, verb);
  }

  private int number(Object argument) {
    return bridge.objects().number(argument);
  }

  private Object send(Object[] a) {
    try {
      communicator.send(a[0], number(a[1]), number(a[2]));
      return bridge.objects().none();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private Object recv(Object[] a) {
    try {
      return bridge.toPython(communicator.recv(number(a[0]), number(a[1]), null));
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public Object recvWithStatus(int source, int tag, Status status) {
    return result(() -> communicator.recv(source, tag, status));
  }

  private Object ssend(Object[] a) {
    return result(
        () -> {
          communicator.ssend(a[0], number(a[1]), number(a[2]));
          return null;
        });
  }

  private Object isend(Object[] a) {
    return started(() -> communicator.isend(a[0], number(a[1]), number(a[2])));
  }

  private Object issend(Object[] a) {
    return started(() -> communicator.issend(a[0], number(a[1]), number(a[2])));
  }

  private Object irecv(Object[] a) {
    return started(() -> communicator.irecv(number(a[0]), number(a[1])));
  }

  public Object sendrecv(
      Value object, int dest, int sendTag, int source, int receiveTag, Status status) {
    return result(
        () ->
            communicator.sendrecv(
                bridge.objects().of(object), dest, sendTag, source, receiveTag, status));
  }

  public void probe(int source, int tag, Status status) {
    guard(
        () -> {
          communicator.probe(source, tag, status);
          return null;
        });
  }

  public boolean iprobe(int source, int tag, Status status) {
    return guard(() -> communicator.iprobe(source, tag, status));
  }

  public HostMatched mprobe(int source, int tag, Status status) {
    return matched(guard(() -> communicator.mprobe(source, tag, status)));
  }

  public HostMatched improbe(int source, int tag, Status status) {
    return matched(guard(() -> communicator.improbe(source, tag, status)));
  }

  private HostMatched matched(Matched message) {
    return message == null ? null : new HostMatched(message, bridge);
  }

  private Object barrier(Object[] none) {
    try {
      communicator.barrier();
      return bridge.objects().none();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public HostRequest ibarrier() {
    return start(communicator::ibarrier);
  }

  private Object bcast(Object[] a) {
    return result(() -> communicator.bcast(a[0], number(a[1])));
  }

  public HostRequest ibcast(Value object, int root) {
    return start(() -> communicator.ibcast(bridge.objects().of(object), root));
  }

  private Object scatter(Object[] a) {
    return result(() -> communicator.scatter(elements(a[0]), number(a[1])));
  }

  public HostRequest iscatter(Value objects, int root) {
    return start(() -> communicator.iscatter(elements(bridge.objects().of(objects)), root));
  }

  private Object gather(Object[] a) {
    return result(() -> communicator.gather(a[0], number(a[1])));
  }

  public HostRequest igather(Value object, int root) {
    return start(() -> communicator.igather(bridge.objects().of(object), root));
  }

  private Object allgather(Object[] a) {
    return result(() -> communicator.allgather(a[0]));
  }

  public HostRequest iallgather(Value object) {
    return start(() -> communicator.iallgather(bridge.objects().of(object)));
  }

  private Object alltoall(Object[] a) {
    return result(() -> communicator.alltoall(elements(a[0])));
  }

  public HostRequest ialltoall(Value objects) {
    return start(() -> communicator.ialltoall(elements(bridge.objects().of(objects))));
  }

  private Object reduce(Object[] a) {
    return result(() -> communicator.reduce(a[0], operator(a[1]), number(a[2])));
  }

  public HostRequest ireduce(Value object, Value op, int root) {
    return start(
        () ->
            communicator.ireduce(
                bridge.objects().of(object), operator(bridge.objects().of(op)), root));
  }

  private Object allreduce(Object[] a) {
    return result(() -> communicator.allreduce(a[0], operator(a[1])));
  }

  public HostRequest iallreduce(Value object, Value op) {
    return start(
        () ->
            communicator.iallreduce(
                bridge.objects().of(object), operator(bridge.objects().of(op))));
  }

  private Object scan(Object[] a) {
    return result(() -> communicator.scan(a[0], operator(a[1])));
  }

  public HostRequest iscan(Value object, Value op) {
    return start(
        () -> communicator.iscan(bridge.objects().of(object), operator(bridge.objects().of(op))));
  }

  private Object exscan(Object[] a) {
    return result(() -> communicator.exscan(a[0], operator(a[1])));
  }

  public HostRequest iexscan(Value object, Value op) {
    return start(
        () -> communicator.iexscan(bridge.objects().of(object), operator(bridge.objects().of(op))));
  }

  public Object reduceScatter(Value objects, Value op) {
    return result(
        () ->
            communicator.reduceScatter(
                elements(bridge.objects().of(objects)), operator(bridge.objects().of(op))));
  }

  public HostRequest ireduceScatter(Value objects, Value op) {
    return start(
        () ->
            communicator.ireduceScatter(
                elements(bridge.objects().of(objects)), operator(bridge.objects().of(op))));
  }

  public HostCommunicator dup() {
    return made(communicator.dup());
  }

  /**
   * @param color not negative, or -1 for none
   */
  public HostCommunicator split(int color, int key) {
    return made(guard(() -> communicator.split(color < 0 ? null : color, key)));
  }

  public HostCommunicator create(HostGroup group) {
    return made(guard(() -> communicator.create(group.group())));
  }

  public HostCommunicator createGroup(HostGroup group, int tag) {
    return made(guard(() -> communicator.createGroup(group.group(), tag)));
  }

  /**
   * @param remote None except for an intercommunicator
   */
  public HostCommunicator assemble(
      List<Integer> members, List<Integer> remote, long context, String name) {
    return made(communicator.assemble(members, remote, context, name));
  }

  private HostCommunicator made(Communicator child) {
    return child == null ? null : new HostCommunicator(child, bridge);
  }

  private List<Object> elements(Object list) {
    return bridge.objects().elements(list);
  }

  private BinaryOperator<Object> operator(Object function) {
    return (lower, higher) -> bridge.objects().call(function, lower, higher);
  }

  private HostRequest start(Supplier<Request> operation) {
    return new HostRequest(guard(operation), bridge);
  }

  private Object started(Supplier<Request> operation) {
    return bridge.objects().ofJava(start(operation));
  }

  private Object result(Supplier<Object> operation) {
    return bridge.toPython(guard(operation));
  }

  private <T> T guard(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }
}
