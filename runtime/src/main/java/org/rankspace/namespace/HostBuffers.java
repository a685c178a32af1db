package org.rankspace.namespace;

import org.rankspace.buffer.Buffer;
import org.rankspace.buffer.Element;
import org.rankspace.comm.Buffers;
import org.rankspace.comm.Request;
import org.rankspace.comm.Status;
import org.rankspace.namespace.BufferArguments.Argument;
import org.rankspace.namespace.guest.Lent;
import org.rankspace.namespace.guest.Verb;

/**
 * The buffer verbs of a communicator as {@code rankspace.py} sees them; for their arguments see
 * {@link BufferArguments}. The collectives are {@link HostBufferCollectives}.
 */
final class HostBuffers {
  private static final Verb.Table<HostBuffers> VERBS =
      new Verb.Table<HostBuffers>(HostBuffers.class, (on, fault) -> on.bridge.raise(fault))
          .with("send", 5, HostBuffers::send)
          .with("ssend", 5, HostBuffers::ssend)
          .with("isend", 5, HostBuffers::isend)
          .with("issend", 5, HostBuffers::issend)
          .with("recv", 5, HostBuffers::recv)
          .with("irecv", 5, HostBuffers::irecv)
          .with("recvWithStatus", 6, HostBuffers::recvWithStatus)
          .with("sendrecv", 11, HostBuffers::sendrecv)
          .with("memory", 5, HostBuffers::memory)
          .with("receive", 2, HostBuffers::receive);

  static {
    HostBufferCollectives.addTo(VERBS, on -> on.collectives);
  }

  private final Buffers buffers;
  private final BufferArguments read;
  private final HostBufferCollectives collectives;
  private final Bridge bridge;

  private HostBuffers(Buffers buffers, int size, Bridge bridge) {
    this.buffers = buffers;
    this.bridge = bridge;
    read = new BufferArguments(bridge, size);
    collectives = new HostBufferCollectives(buffers.collectives(), read, bridge);
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
    Lent lent = bridge.objects().lend(a[0], read.number(a[1]), read.number(a[2]));
    String element = bridge.objects().text(a[4]);
    return bridge.objects().ofJava(HostMemory.of(lent, read.number(a[3]), element));
  }

  /** Starts to receive a message that was taken. */
  private Object receive(Object[] a) {
    HostMatched message = (HostMatched) bridge.objects().javaObject(a[0]);
    Argument received = read.buffer(a[1], Buffer.ALL, 0);
    return HostRequest.of(message.matched().irecv(received.part()), bridge, received::giveBack);
  }

  private Object send(Object[] a) {
    buffers.send(read.buffer(a, 0).part(), read.number(a[3]), read.number(a[4]));
    return null;
  }

  private Object ssend(Object[] a) {
    buffers.ssend(read.buffer(a, 0).part(), read.number(a[3]), read.number(a[4]));
    return null;
  }

  private Object isend(Object[] a) {
    Buffer sent = read.buffer(a, 0).part();
    return HostRequest.of(buffers.isend(sent, read.number(a[3]), read.number(a[4])), bridge);
  }

  private Object issend(Object[] a) {
    Buffer sent = read.buffer(a, 0).part();
    return HostRequest.of(buffers.issend(sent, read.number(a[3]), read.number(a[4])), bridge);
  }

  private Object recv(Object[] a) {
    recv(a, null);
    return null;
  }

  private Object recvWithStatus(Object[] a) {
    recv(a, bridge.status(a[5]));
    return null;
  }

  private void recv(Object[] a, Status status) {
    Argument received = read.buffer(a, 0);
    buffers.recv(received.part(), read.number(a[3]), read.number(a[4]), status);
    received.giveBack();
  }

  private Object irecv(Object[] a) {
    Argument received = read.buffer(a, 0);
    Request request = buffers.irecv(received.part(), read.number(a[3]), read.number(a[4]));
    return HostRequest.of(request, bridge, received::giveBack);
  }

  private Object sendrecv(Object[] a) {
    Argument received = read.buffer(a, 5);
    buffers.sendrecv(
        read.buffer(a, 0).part(),
        read.number(a[3]),
        read.number(a[4]),
        received.part(),
        read.number(a[8]),
        read.number(a[9]),
        bridge.status(a[10]));
    received.giveBack();
    return null;
  }
}
