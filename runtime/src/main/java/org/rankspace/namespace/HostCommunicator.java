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

/**
 * A communicator as {@code rankspace.py} sees it: objects come as Python's and go as Python's,
 * faults go as Python exceptions. Its public methods are those that Python calls; the contracts are
 * the docstrings there.
 */
public final class HostCommunicator {
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

  public void send(Value object, int dest, int tag) {
    try {
      communicator.send(bridge.objects().of(object), dest, tag);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public Object recv(int source, int tag) {
    return recvWithStatus(source, tag, null);
  }

  public Object recvWithStatus(int source, int tag, Status status) {
    try {
      return bridge.toPython(communicator.recv(source, tag, status));
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public void ssend(Value object, int dest, int tag) {
    guard(
        () -> {
          communicator.ssend(bridge.objects().of(object), dest, tag);
          return null;
        });
  }

  public HostRequest isend(Value object, int dest, int tag) {
    return start(() -> communicator.isend(bridge.objects().of(object), dest, tag));
  }

  public HostRequest issend(Value object, int dest, int tag) {
    return start(() -> communicator.issend(bridge.objects().of(object), dest, tag));
  }

  public HostRequest irecv(int source, int tag) {
    return start(() -> communicator.irecv(source, tag));
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

  public void barrier() {
    try {
      communicator.barrier();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public HostRequest ibarrier() {
    return start(communicator::ibarrier);
  }

  public Object bcast(Value object, int root) {
    return result(() -> communicator.bcast(bridge.objects().of(object), root));
  }

  public HostRequest ibcast(Value object, int root) {
    return start(() -> communicator.ibcast(bridge.objects().of(object), root));
  }

  public Object scatter(Value objects, int root) {
    return result(() -> communicator.scatter(elements(objects), root));
  }

  public HostRequest iscatter(Value objects, int root) {
    return start(() -> communicator.iscatter(elements(objects), root));
  }

  public Object gather(Value object, int root) {
    return result(() -> communicator.gather(bridge.objects().of(object), root));
  }

  public HostRequest igather(Value object, int root) {
    return start(() -> communicator.igather(bridge.objects().of(object), root));
  }

  public Object allgather(Value object) {
    return result(() -> communicator.allgather(bridge.objects().of(object)));
  }

  public HostRequest iallgather(Value object) {
    return start(() -> communicator.iallgather(bridge.objects().of(object)));
  }

  public Object alltoall(Value objects) {
    return result(() -> communicator.alltoall(elements(objects)));
  }

  public HostRequest ialltoall(Value objects) {
    return start(() -> communicator.ialltoall(elements(objects)));
  }

  public Object reduce(Value object, Value op, int root) {
    return result(() -> communicator.reduce(bridge.objects().of(object), operator(op), root));
  }

  public HostRequest ireduce(Value object, Value op, int root) {
    return start(() -> communicator.ireduce(bridge.objects().of(object), operator(op), root));
  }

  public Object allreduce(Value object, Value op) {
    return result(() -> communicator.allreduce(bridge.objects().of(object), operator(op)));
  }

  public HostRequest iallreduce(Value object, Value op) {
    return start(() -> communicator.iallreduce(bridge.objects().of(object), operator(op)));
  }

  public Object scan(Value object, Value op) {
    return result(() -> communicator.scan(bridge.objects().of(object), operator(op)));
  }

  public HostRequest iscan(Value object, Value op) {
    return start(() -> communicator.iscan(bridge.objects().of(object), operator(op)));
  }

  public Object exscan(Value object, Value op) {
    return result(() -> communicator.exscan(bridge.objects().of(object), operator(op)));
  }

  public HostRequest iexscan(Value object, Value op) {
    return start(() -> communicator.iexscan(bridge.objects().of(object), operator(op)));
  }

  public Object reduceScatter(Value objects, Value op) {
    return result(() -> communicator.reduceScatter(elements(objects), operator(op)));
  }

  public HostRequest ireduceScatter(Value objects, Value op) {
    return start(() -> communicator.ireduceScatter(elements(objects), operator(op)));
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

  private List<Object> elements(Value list) {
    return list.isNull() ? null : bridge.objects().elements(list);
  }

  private BinaryOperator<Object> operator(Value function) {
    return (lower, higher) ->
        bridge
            .objects()
            .of(
                function.execute(
                    bridge.objects().toPython(lower), bridge.objects().toPython(higher)));
  }

  private HostRequest start(Supplier<Request> operation) {
    return new HostRequest(guard(operation), bridge);
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
