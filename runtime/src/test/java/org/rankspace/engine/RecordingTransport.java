package org.rankspace.engine;

import java.util.ArrayList;
import java.util.List;
import org.rankspace.transport.FrameHandler;
import org.rankspace.transport.Transport;
import org.rankspace.wire.FrameHeader;
import org.rankspace.wire.FrameKind;

/** Notes the kind of every frame that is taken; refuses all while it is full. */
final class RecordingTransport implements Transport {
  final List<FrameKind> kinds = new ArrayList<>();
  boolean full;
  private final Transport transport;

  RecordingTransport(Transport transport) {
    this.transport = transport;
  }

  /** The kinds since the last call. */
  List<FrameKind> takeKinds() {
    List<FrameKind> taken = List.copyOf(kinds);
    kinds.clear();
    return taken;
  }

  @Override
  public int rank() {
    return transport.rank();
  }

  @Override
  public int size() {
    return transport.size();
  }

  @Override
  public int maxBodyBytes() {
    return transport.maxBodyBytes();
  }

  @Override
  public boolean offer(int dest, FrameHeader header, byte[] body, int offset, int length) {
    boolean taken = !full && transport.offer(dest, header, body, offset, length);
    if (taken) {
      kinds.add(header.kind());
    }
    return taken;
  }

  @Override
  public int poll(FrameHandler handler, int limit) {
    return transport.poll(handler, limit);
  }

  @Override
  public void await(long timeoutNs) {
    transport.await(timeoutNs);
  }

  @Override
  public void wakeup() {
    transport.wakeup();
  }

  @Override
  public void close() {
    transport.close();
  }
}
