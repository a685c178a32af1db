package org.rankspace.namespace;

import java.util.List;
import java.util.function.BinaryOperator;
import org.rankspace.comm.Communicator;
import org.rankspace.comm.Matched;
import org.rankspace.comm.Request;
import org.rankspace.namespace.guest.Verb;

/**
 * The verbs of a communicator for messages that are objects, as {@code rankspace.py} sees them:
 * objects come as Python's and go as Python's. The contracts are the docstrings there.
 */
final class HostObjects {
  private static final Verb.Table<HostObjects> VERBS =
      new Verb.Table<HostObjects>(HostObjects.class, (on, fault) -> on.bridge.raise(fault))
          .with("send", 3, HostObjects::send)
          .with("recv", 2, HostObjects::recv)
          .with("barrier", 0, HostObjects::barrier)
          .with("ssend", 3, HostObjects::ssend)
          .with(
              "isend",
              3,
              starting((on, a) -> on.communicator.isend(a[0], on.number(a[1]), on.number(a[2]))))
          .with(
              "issend",
              3,
              starting((on, a) -> on.communicator.issend(a[0], on.number(a[1]), on.number(a[2]))))
          .with(
              "recvWithStatus",
              3,
              (on, a) ->
                  on.communicator.recv(on.number(a[0]), on.number(a[1]), on.bridge.status(a[2])))
          .with(
              "irecv",
              2,
              starting((on, a) -> on.communicator.irecv(on.number(a[0]), on.number(a[1]))))
          .with("sendrecv", 6, HostObjects::sendrecv)
          .with("probe", 3, HostObjects::probe)
          .with(
              "iprobe",
              3,
              (on, a) ->
                  on.communicator.iprobe(on.number(a[0]), on.number(a[1]), on.bridge.status(a[2])))
          .with(
              "mprobe",
              3,
              (on, a) ->
                  on.taken(
                      on.communicator.mprobe(
                          on.number(a[0]), on.number(a[1]), on.bridge.status(a[2]))))
          .with(
              "improbe",
              3,
              (on, a) ->
                  on.taken(
                      on.communicator.improbe(
                          on.number(a[0]), on.number(a[1]), on.bridge.status(a[2]))))
          .with("ibarrier", 0, starting((on, a) -> on.communicator.ibarrier()))
          .with("bcast", 2, (on, a) -> on.communicator.bcast(a[0], on.number(a[1])))
          .with("ibcast", 2, starting((on, a) -> on.communicator.ibcast(a[0], on.number(a[1]))))
          .with(
              "scatter", 2, (on, a) -> on.communicator.scatter(on.elements(a[0]), on.number(a[1])))
          .with(
              "iscatter",
              2,
              starting((on, a) -> on.communicator.iscatter(on.elements(a[0]), on.number(a[1]))))
          .with("gather", 2, (on, a) -> on.communicator.gather(a[0], on.number(a[1])))
          .with("igather", 2, starting((on, a) -> on.communicator.igather(a[0], on.number(a[1]))))
          .with("allgather", 1, (on, a) -> on.communicator.allgather(a[0]))
          .with("iallgather", 1, starting((on, a) -> on.communicator.iallgather(a[0])))
          .with("alltoall", 1, (on, a) -> on.communicator.alltoall(on.elements(a[0])))
          .with("ialltoall", 1, starting((on, a) -> on.communicator.ialltoall(on.elements(a[0]))))
          .with(
              "reduce",
              3,
              (on, a) -> on.communicator.reduce(a[0], on.operator(a[1]), on.number(a[2])))
          .with(
              "ireduce",
              3,
              starting(
                  (on, a) -> on.communicator.ireduce(a[0], on.operator(a[1]), on.number(a[2]))))
          .with("allreduce", 2, (on, a) -> on.communicator.allreduce(a[0], on.operator(a[1])))
          .with(
              "iallreduce",
              2,
              starting((on, a) -> on.communicator.iallreduce(a[0], on.operator(a[1]))))
          .with("scan", 2, (on, a) -> on.communicator.scan(a[0], on.operator(a[1])))
          .with("iscan", 2, starting((on, a) -> on.communicator.iscan(a[0], on.operator(a[1]))))
          .with("exscan", 2, (on, a) -> on.communicator.exscan(a[0], on.operator(a[1])))
          .with("iexscan", 2, starting((on, a) -> on.communicator.iexscan(a[0], on.operator(a[1]))))
          .with(
              "reduceScatter",
              2,
              (on, a) -> on.communicator.reduceScatter(on.elements(a[0]), on.operator(a[1])))
          .with(
              "ireduceScatter",
              2,
              starting(
                  (on, a) -> on.communicator.ireduceScatter(on.elements(a[0]), on.operator(a[1]))));

  private final Communicator communicator;
  private final Bridge bridge;

  private HostObjects(Communicator communicator, Bridge bridge) {
    this.communicator = communicator;
    this.bridge = bridge;
  }

  /** What Python gets. */
  static Object of(Communicator communicator, Bridge bridge) {
    return bridge.objects().withVerbs(new HostObjects(communicator, bridge), VERBS);
  }

  private interface Start {
    Request start(HostObjects on, Object[] arguments);
  }

  private static Verb.Body<HostObjects> starting(Start operation) {
    return (on, arguments) -> HostRequest.of(operation.start(on, arguments), on.bridge);
  }

  // Arguments.

  private int number(Object argument) {
    return bridge.objects().number(argument);
  }

  /** Null for None. */
  private List<Object> elements(Object list) {
    return bridge.objects().elements(list);
  }

  private BinaryOperator<Object> operator(Object function) {
    return (lower, higher) -> bridge.objects().call(function, lower, higher);
  }

  // Verbs.

  private Object send(Object[] a) {
    communicator.send(a[0], number(a[1]), number(a[2]));
    return null;
  }

  private Object recv(Object[] a) {
    return communicator.recv(number(a[0]), number(a[1]), null);
  }

  private Object barrier(Object[] nothing) {
    communicator.barrier();
    return null;
  }

  private Object ssend(Object[] a) {
    communicator.ssend(a[0], number(a[1]), number(a[2]));
    return null;
  }

  private Object sendrecv(Object[] a) {
    return communicator.sendrecv(
        a[0], number(a[1]), number(a[2]), number(a[3]), number(a[4]), bridge.status(a[5]));
  }

  private Object probe(Object[] a) {
    communicator.probe(number(a[0]), number(a[1]), bridge.status(a[2]));
    return null;
  }

  private Object taken(Matched message) {
    return message == null ? null : HostMatched.of(message, bridge);
  }
}
