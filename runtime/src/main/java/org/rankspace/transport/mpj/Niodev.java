package org.rankspace.transport.mpj;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mpjbuf.Buffer;
import mpjbuf.BufferException;
import mpjbuf.BufferFactory;
import mpjbuf.NIOBuffer;
import mpjbuf.Type;
import mpjdev.Status;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.FrameHeader;
import xdev.Device;
import xdev.ProcessID;
import xdev.niodev.NIODevice;

/** MPJ Express's device with the few calls that we make. One thread sends, one receives. */
final class Niodev {
  static final int FRAME = 1;
  static final int CREDIT = 2;
  static final int GOODBYE = 3;

  /** Above this the device would use its own rendezvous; our messages are half of it. */
  private static final int PROTOCOL_SWITCH_BYTES = 128 << 10;

  private static final int CONTEXT = 1;
  private static final long FINISH_MS = 1000;

  private final Device device = new NIODevice();
  private final ProcessID[] ids;
  private final Map<UUID, Integer> ranks = new HashMap<>();
  private final Buffer sending;
  private final Buffer receiving;
  private final byte[] scratch = new byte[FrameHeader.LENGTH];
  private boolean broken;

  private Niodev(int rank, int size, int maxBytes, String host, int port) {
    String settings =
        "#Number of Processes;%d;#Protocol Switch Limit;%d;#Server Name;%s;#Server Port;%d;"
            .formatted(size, PROTOCOL_SWITCH_BYTES, host, port);
    this.ids = device.init(new String[] {Integer.toString(rank), settings, "niodev"});
    for (int peer = 0; peer < size; peer++) {
      ranks.put(ids[peer].uuid(), peer);
    }
    this.sending = buffer(maxBytes, device.getSendOverhead());
    this.receiving = buffer(maxBytes, device.getRecvOverhead());
  }

  /** Connects with all; blocks until all have. Silent, and leaves only daemon threads. */
  static Niodev open(int rank, int size, int maxBytes, String host, int port) {
    Logger.getLogger("mpj").setLevel(Level.OFF);
    FutureTask<Niodev> opening =
        new FutureTask<>(() -> new Niodev(rank, size, maxBytes, host, port));
    // The device's selector thread inherits that it is a daemon.
    Thread.ofPlatform().daemon().name("rankspace-mpj-open").start(opening);
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw failure("cannot connect the ranks", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted while it connected the ranks", e);
    }
  }

  /** Sends a message, or throws; blocks while the network is slower than we are. */
  void send(int dest, int kind, FrameHeader header, byte[] body, int offset, int length) {
    if (broken) {
      throw failure("has lost its connections", null);
    }
    // A channel that is written by an interrupted thread closes.
    boolean interrupted = Thread.interrupted();
    try {
      reset(sending);
      sending.putSectionHeader(Type.BYTE);
      header.bytes().getBytes(0, scratch);
      sending.write(scratch, 0, FrameHeader.LENGTH);
      if (length > 0) {
        sending.write(body, offset, length);
      }
      sending.commit();
      device.send(sending, ids[dest], kind, CONTEXT);
    } catch (RuntimeException | BufferException e) {
      // The device keeps its locks after a failure: another send would hang.
      broken = true;
      throw failure("has lost the connection to rank " + dest, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the next message, from anybody. */
  Arrival receive() {
    try {
      reset(receiving);
      Status status = device.recv(receiving, Device.ANY_SRC, Device.ANY_TAG, CONTEXT);
      receiving.commit();
      receiving.getSectionHeader();
      byte[] bytes = new byte[receiving.getSectionSize()];
      receiving.read(bytes, 0, bytes.length);
      return new Arrival(status.tag, ranks.get(status.srcID), bytes);
    } catch (RuntimeException | BufferException e) {
      throw failure("cannot receive", e);
    }
  }

  /** Ends the device with those of all others, which must be ending too; waits a second at most. */
  void finish() {
    FutureTask<Void> finishing = new FutureTask<>(device::finish, null);
    Thread.ofPlatform().daemon().name("rankspace-mpj-finish").start(finishing);
    try {
      finishing.get(FINISH_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Its threads are daemons, its sockets end with the process.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes all of the buffer usable again: the device leaves position and limit anywhere. */
  private static void reset(Buffer buffer) throws BufferException {
    buffer.clear();
    ((NIOBuffer) buffer.getStaticBuffer()).getBuffer().clear();
  }

  private static Buffer buffer(int maxBytes, int overhead) {
    int capacity = overhead + Buffer.SECTION_OVERHEAD + maxBytes;
    return new Buffer(BufferFactory.create(capacity), overhead, capacity);
  }

  private static RankspaceException failure(String what, Throwable cause) {
    return new RankspaceException(
        ErrorClass.OTHER,
        "MPJ Express's device %s: error=%s. A rank or its host has ended, or the network between them."
            .formatted(what, cause),
        cause);
  }
}
