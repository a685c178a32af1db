package org.rankspace.pool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.rankspace.libc.Libc;
import org.rankspace.libc.Struct;

/**
 * A socket between processes of one host that carries records, each with file descriptors: what
 * Java's own cannot. See unix(7); layouts are those of 64-bit Linux.
 */
final class LocalSocket implements AutoCloseable {
  /** What came with one record. The receiver owns the descriptors. */
  record Parcel(byte[] bytes, int[] descriptors) {}

  /** The longest record. */
  static final int MOST_BYTES = 100 << 10;

  private static final int UNIX = 1;
  private static final int RECORDS = 5; // SOCK_SEQPACKET
  private static final int RIGHTS = 1;
  private static final int LEVEL = 1; // SOL_SOCKET
  private static final int NO_SIGNAL = 0x4000;
  private static final int DESCRIPTORS_CLOSE_ON_EXEC = 0x40000000;
  private static final int MOST_DESCRIPTORS = 3;
  private static final int PATH_BYTES = 108;
  private static final int ADDRESS_BYTES = Short.BYTES + PATH_BYTES;
  private static final int BACKLOG = 4;
  private static final short READABLE = 1;

  /** struct sockaddr_un: its family, then the path. */
  private static final int ADDRESS_PATH = Short.BYTES;

  /** struct pollfd: the descriptor, what is waited for, what has come. */
  private static final int POLL_EVENTS = 4;

  private static final int POLL_BYTES = 8;

  /** struct iovec: where a piece of bytes is, and how long it is. */
  private static final int PIECE_LENGTH = 8;

  private static final int PIECE_BYTES = 16;

  /** struct msghdr: name, pieces, their number, then where descriptors are and how long that is. */
  private static final int MESSAGE_PIECES = 16;

  private static final int MESSAGE_PIECE_COUNT = 24;
  private static final int MESSAGE_RIGHTS = 32;
  private static final int MESSAGE_RIGHTS_BYTES = 40;
  private static final int MESSAGE_BYTES = 56;

  /** struct cmsghdr: its length, level and type; then the descriptors. */
  private static final int RIGHTS_LEVEL = 8;

  private static final int RIGHTS_TYPE = 12;
  private static final int RIGHTS_BYTES = 16;

  private final int descriptor;

  private LocalSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Does once, to nobody, what takes a process long the first time: calls and a record. */
  static void rehearse() {
    connect(Path.of("/")).ifPresent(LocalSocket::close);
    new Packet(Struct.of(1), MOST_DESCRIPTORS).close();
  }

  /** Whether a socket can have that name. */
  static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length < PATH_BYTES;
  }

  /** A socket at {@code path}, which must not exist; empty when the system refuses. */
  static Optional<LocalSocket> listen(Path path) {
    return open(path, "bind")
        .filter(
            socket -> {
              boolean listens = Libc.call("listen", socket.descriptor, BACKLOG, 0) == 0;
              if (!listens) {
                socket.close();
              }
              return listens;
            });
  }

  /** Connects to whoever listens at {@code path}; empty when nobody does. */
  static Optional<LocalSocket> connect(Path path) {
    return open(path, "connect");
  }

  private static Optional<LocalSocket> open(Path path, String function) {
    if (!fits(path)) {
      return Optional.empty();
    }
    int descriptor = Libc.call("socket", UNIX, RECORDS | Libc.CLOSE_ON_EXEC, 0);
    if (descriptor < 0) {
      return Optional.empty();
    }
    try (Struct address = Struct.of(ADDRESS_BYTES)) {
      address.putShort(0, UNIX);
      address.putBytes(ADDRESS_PATH, path.toString().getBytes(StandardCharsets.UTF_8));
      if (Libc.call(function, descriptor, address.address(), ADDRESS_BYTES) == 0) {
        return Optional.of(new LocalSocket(descriptor));
      }
    }
    Libc.close(descriptor);
    return Optional.empty();
  }

  /** Waits for somebody who connects; empty when nobody does in time. */
  Optional<LocalSocket> accept(Duration patience) {
    if (!isReadable(patience)) {
      return Optional.empty();
    }
    int caller = Libc.call("accept", descriptor, 0, 0);
    if (caller < 0) {
      return Optional.empty();
    }
    Libc.call("fcntl", caller, 2, 1); // F_SETFD, FD_CLOEXEC
    return Optional.of(new LocalSocket(caller));
  }

  private boolean isReadable(Duration patience) {
    try (Struct poll = Struct.of(POLL_BYTES)) {
      poll.putInt(0, descriptor).putShort(POLL_EVENTS, READABLE);
      return Libc.call("poll", poll.address(), 1, patience.toMillis()) > 0;
    }
  }

  /** Sends a record; the other end gets duplicates of the descriptors. False when it is gone. */
  boolean send(byte[] bytes, int... descriptors) {
    try (Packet packet = new Packet(Struct.of(bytes), descriptors.length)) {
      packet.put(descriptors);
      return Libc.call("sendmsg", descriptor, packet.address(), NO_SIGNAL) == bytes.length;
    }
  }

  /** Waits for a record; empty when the other end is gone, or silent for so long. */
  Optional<Parcel> receive(Duration patience) {
    if (!isReadable(patience)) {
      return Optional.empty();
    }
    try (Packet packet = new Packet(Struct.of(MOST_BYTES), MOST_DESCRIPTORS)) {
      int length = Libc.call("recvmsg", descriptor, packet.address(), DESCRIPTORS_CLOSE_ON_EXEC);
      return length <= 0
          ? Optional.empty()
          : Optional.of(new Parcel(packet.bytes.getBytes(0, length), packet.descriptors()));
    }
  }

  /** What sendmsg(2) and recvmsg(2) want: one piece of bytes, and room for descriptors. */
  private static final class Packet implements AutoCloseable {
    private final Struct bytes;
    private final Struct piece = Struct.of(PIECE_BYTES);
    private final Struct rights;
    private final Struct message = Struct.of(MESSAGE_BYTES);

    Packet(Struct bytes, int descriptors) {
      this.bytes = bytes;
      piece.putLong(0, bytes.address()).putLong(PIECE_LENGTH, bytes.length());
      message.putLong(MESSAGE_PIECES, piece.address()).putLong(MESSAGE_PIECE_COUNT, 1);
      int most = Integer.BYTES * descriptors;
      rights = Struct.of(descriptors == 0 ? 0 : RIGHTS_BYTES + (most + 7 & ~7));
      message.putLong(MESSAGE_RIGHTS, rights.address());
      message.putLong(MESSAGE_RIGHTS_BYTES, rights.length());
    }

    long address() {
      return message.address();
    }

    void put(int[] descriptors) {
      if (descriptors.length > 0) {
        rights.putLong(0, RIGHTS_BYTES + (long) Integer.BYTES * descriptors.length);
        rights.putInt(RIGHTS_LEVEL, LEVEL).putInt(RIGHTS_TYPE, RIGHTS);
      }
      for (int i = 0; i < descriptors.length; i++) {
        rights.putInt(RIGHTS_BYTES + Integer.BYTES * i, descriptors[i]);
      }
    }

    /** Those that have come. */
    int[] descriptors() {
      if (message.getLong(MESSAGE_RIGHTS_BYTES) < RIGHTS_BYTES) {
        return new int[0];
      }
      int[] descriptors = new int[(int) (rights.getLong(0) - RIGHTS_BYTES) / Integer.BYTES];
      for (int i = 0; i < descriptors.length; i++) {
        descriptors[i] = rights.getInt(RIGHTS_BYTES + Integer.BYTES * i);
      }
      return descriptors;
    }

    @Override
    public void close() {
      for (Struct part : new Struct[] {bytes, piece, rights, message}) {
        part.close();
      }
    }
  }

  @Override
  public void close() {
    Libc.close(descriptor);
  }
}
