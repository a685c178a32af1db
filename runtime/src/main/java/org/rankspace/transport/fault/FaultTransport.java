package org.rankspace.transport.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.rankspace.transport.FrameHandler;
import org.rankspace.transport.Transport;
import org.rankspace.wire.FrameHeader;

/**
 * A transport with {@link Faults} in it. Slow: copies every frame that arrives. Same rules as for
 * any transport about which thread may call what; {@link #stop} by any. Has no board, so that all
 * goes by frames.
 */
public final class FaultTransport implements Transport {
  /** While frames are held back or offers refused, an await ends this soon. */
  private static final long SOON_NS = 100_000;

  private final Transport transport;
  private final Faults faults;
  private final List<Deque<Held>> held;
  private final FrameHeader header = new FrameHeader();
  private final UnsafeBuffer view = new UnsafeBuffer();
  private long polls;
  private volatile boolean refused;
  private volatile boolean holding;
  private volatile boolean stopped;

  private record Held(byte[] bytes, long duePoll) {}

  public FaultTransport(Transport transport, Faults faults) {
    this.transport = transport;
    this.faults = faults;
    this.held =
        Stream.generate(() -> (Deque<Held>) new ArrayDeque<Held>())
            .limit(transport.size())
            .toList();
  }

  /**
   * This rank's process is as good as dead from here on: it takes no frame any more and what it
   * offers goes nowhere, which it is not told.
   */
  public void stop() {
    stopped = true;
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
  public boolean isWorthSpinning() {
    return transport.isWorthSpinning();
  }

  @Override
  public int maxBodyBytes() {
    return transport.maxBodyBytes();
  }

  @Override
  public boolean offer(int dest, FrameHeader header, byte[] body, int offset, int length) {
    if (stopped) {
      return true;
    }
    if (faults.refuses(dest)) {
      refused = true;
      return false;
    }
    return transport.offer(dest, header, body, offset, length);
  }

  @Override
  public int poll(FrameHandler handler, int limit) {
    if (stopped) {
      return 0;
    }
    polls++;
    transport.poll(this::hold, Integer.MAX_VALUE);
    int handled = 0;
    try {
      for (List<Deque<Held>> due = due(); handled < limit && !due.isEmpty(); due = due()) {
        Held next = due.get(faults.nextSource(due.size())).remove();
        handled++;
        view.wrap(next.bytes());
        handler.onFrame(view, 0, next.bytes().length);
      }
    } finally {
      holding = held.stream().anyMatch(frames -> !frames.isEmpty());
    }
    return handled;
  }

  @Override
  public void await(long timeoutNs) {
    transport.await(refused || holding ? Math.min(timeoutNs, SOON_NS) : timeoutNs);
    refused = false;
  }

  @Override
  public void wakeup() {
    transport.wakeup();
  }

  @Override
  public void close() {
    transport.close();
  }

  private void hold(DirectBuffer buffer, int index, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(index, bytes);
    int source = header.wrap(buffer, index).source();
    held.get(source).add(new Held(bytes, polls + faults.heldBackPolls(source)));
  }

  /** The sources whose oldest frame is due. */
  private List<Deque<Held>> due() {
    List<Deque<Held>> due = new ArrayList<>();
    for (Deque<Held> frames : held) {
      if (!frames.isEmpty() && frames.peek().duePoll() <= polls) {
        due.add(frames);
      }
    }
    return due;
  }
}
