package org.rankspace.transport.mpj;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Exchange;
import org.rankspace.transport.FrameHandler;
import org.rankspace.transport.Transport;
import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.ParkSleeper;
import org.rankspace.wire.FrameHeader;

/** A transport over MPJ Express's device; the package comment says how. */
public final class MpjTransport implements Transport {
  /** The most bytes of body in one frame. */
  public static final int MAX_BODY_BYTES = 64 << 10;

  /** What one rank may have under way to one other, headers included. */
  public static final int WINDOW_BYTES = 1 << 20;

  private static final int GIVE_BACK_BYTES = WINDOW_BYTES / 4;
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final int rank;
  private final int size;
  private final Niodev device;
  private final AtomicIntegerArray creditBytes;
  private final int[] handledBytes;
  private final FrameHeader note = new FrameHeader();
  private final Queue<Arrival> inbox = new ConcurrentLinkedQueue<>();
  private final UnsafeBuffer view = new UnsafeBuffer();
  private final BooleanSupplier ready = () -> !inbox.isEmpty();
  private final Bell bell = new Bell(new UnsafeBuffer(new byte[Integer.BYTES]), new ParkSleeper());
  private final Thread receiver;
  private volatile RankspaceException failure;
  private volatile boolean closed;

  private MpjTransport(int rank, int size, Niodev device) {
    this.rank = rank;
    this.size = size;
    this.device = device;
    this.creditBytes = new AtomicIntegerArray(size);
    for (int peer = 0; peer < size; peer++) {
      creditBytes.set(peer, WINDOW_BYTES);
    }
    this.handledBytes = new int[size];
    this.receiver = Thread.ofPlatform().daemon().name("rankspace-mpj-receive").start(this::receive);
  }

  /** Opens this rank's end. Collective; blocks until every rank is connected. */
  public static Transport open(Exchange exchange, int rank, int size) {
    try {
      String host = InetAddress.getLocalHost().getHostName();
      List<String> hosts = exchange.exchange(host);
      if (rank > 0) {
        return connect(exchange, rank, size, "");
      }
      InetAddress address = address(hosts.stream().allMatch(host::equals));
      try (Rendezvous rendezvous = new Rendezvous(address, size)) {
        return connect(exchange, rank, size, address.getHostAddress() + " " + rendezvous.port());
      }
    } catch (IOException e) {
      throw new RankspaceException(
          ErrorClass.OTHER,
          "The network cannot be used: error=%s. Check the host's name and address.".formatted(e),
          e);
    }
  }

  private static Transport connect(Exchange exchange, int rank, int size, String mine) {
    String[] server = exchange.exchange(mine).getFirst().split(" ");
    int maxBytes = FrameHeader.LENGTH + MAX_BODY_BYTES;
    Niodev device = Niodev.open(rank, size, maxBytes, server[0], Integer.parseInt(server[1]));
    // Nobody sends before everybody's device is complete.
    exchange.exchange("");
    return new MpjTransport(rank, size, device);
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return size;
  }

  /** No: the device's threads read the sockets, and want the cores for it. */
  @Override
  public boolean isWorthSpinning() {
    return false;
  }

  @Override
  public int maxBodyBytes() {
    return MAX_BODY_BYTES;
  }

  @Override
  public boolean offer(int dest, FrameHeader header, byte[] body, int offset, int length) {
    if (length > MAX_BODY_BYTES || dest == rank || closed) {
      throw refused(dest, length);
    }
    int bytes = FrameHeader.LENGTH + length;
    if (creditBytes.get(dest) < bytes) {
      return false;
    }
    creditBytes.addAndGet(dest, -bytes);
    device.send(dest, Niodev.FRAME, header, body, offset, length);
    return true;
  }

  @Override
  public int poll(FrameHandler handler, int limit) {
    int handled = 0;
    while (handled < limit && !closed) {
      Arrival arrival = inbox.poll();
      if (arrival == null) {
        if (failure != null) {
          throw failure;
        }
        break;
      }
      handled++;
      giveBack(arrival.source(), arrival.bytes().length);
      view.wrap(arrival.bytes());
      handler.onFrame(view, 0, arrival.bytes().length);
    }
    return handled;
  }

  @Override
  public void await(long timeoutNs) {
    if (!closed) {
      bell.await(ready, timeoutNs);
    }
  }

  @Override
  public void wakeup() {
    bell.wakeup();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    bell.wakeup();
    try {
      for (int peer = 0; peer < size; peer++) {
        if (peer != rank) {
          device.send(peer, Niodev.GOODBYE, note, null, 0, 0);
        }
      }
      if (receiver.join(GOODBYE)) {
        device.finish();
      }
    } catch (RankspaceException e) {
      // A rank is gone and the device with it: there is nobody to part from.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveBack(int source, int bytes) {
    handledBytes[source] += bytes;
    if (handledBytes[source] >= GIVE_BACK_BYTES) {
      device.send(source, Niodev.CREDIT, note.length(handledBytes[source]), null, 0, 0);
      handledBytes[source] = 0;
    }
  }

  /** The receiving thread: until all others have said goodbye. */
  private void receive() {
    try {
      receiveAll();
    } catch (RankspaceException e) {
      failure = e;
      bell.wakeup();
    }
  }

  private void receiveAll() {
    FrameHeader said = new FrameHeader();
    UnsafeBuffer bytes = new UnsafeBuffer();
    int present = size - 1;
    while (present > 0) {
      Arrival arrival = device.receive();
      switch (arrival.kind()) {
        case Niodev.FRAME -> {
          inbox.add(arrival);
          bell.ring();
        }
        case Niodev.CREDIT -> {
          bytes.wrap(arrival.bytes());
          creditBytes.addAndGet(arrival.source(), (int) said.wrap(bytes, 0).length());
          bell.wakeup();
        }
        default -> present--;
      }
    }
  }

  /** Loopback when all ranks are here, else the first address that others can reach. */
  private static InetAddress address(boolean allOnThisHost) throws IOException {
    if (allOnThisHost) {
      return InetAddress.getLoopbackAddress();
    }
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElse(InetAddress.getLocalHost());
  }

  private RankspaceException refused(int dest, int length) {
    String why = closed ? "is closed" : "cannot carry this frame";
    return new RankspaceException(
        ErrorClass.INTERN,
        "The transport %s: rank=%d, dest=%d, length=%d, maxBodyBytes=%d. Please report this."
            .formatted(why, rank, dest, length, MAX_BODY_BYTES));
  }
}
