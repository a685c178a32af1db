package org.rankspace.pool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.rankspace.libc.Libc;

/**
 * A socket between processes of one host that carries records, each with file descriptors: what
 * Java's own cannot. See unix(7); layouts are those of 64-bit Linux.
 */
@SuppressWarnings("restricted") // docs/startup.md: native access is enabled
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

  /** struct cmsghdr: its length, level and type; then the descriptors. */
  private static final long RIGHTS_BYTES = 16;

  private final int descriptor;

  private LocalSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Does once, to nobody, what takes a process long the first time: calls and a record. */
  static void rehearse() {
    connect(Path.of("/")).ifPresent(LocalSocket::close);
    try (Arena arena = Arena.ofConfined()) {
      message(arena, arena.allocateFrom(JAVA_BYTE, new byte[1]), new int[MOST_DESCRIPTORS]);
    }
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
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ADDRESS_BYTES);
      address.set(JAVA_SHORT, 0, (short) UNIX);
      address.setString(Short.BYTES, path.toString());
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
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(JAVA_LONG);
      poll.set(JAVA_INT, 0, descriptor);
      poll.set(JAVA_SHORT, Integer.BYTES, READABLE);
      return Libc.call("poll", poll.address(), 1, patience.toMillis()) > 0;
    }
  }

  /** Sends a record; the other end gets duplicates of the descriptors. False when it is gone. */
  boolean send(byte[] bytes, int... descriptors) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(JAVA_BYTE, bytes);
      MemorySegment message = message(arena, text, descriptors);
      return Libc.call("sendmsg", descriptor, message.address(), NO_SIGNAL) == bytes.length;
    }
  }

  /** Waits for a record; empty when the other end is gone, or silent for so long. */
  Optional<Parcel> receive(Duration patience) {
    if (!isReadable(patience)) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(MOST_BYTES);
      MemorySegment message = emptyMessage(arena, text, MOST_DESCRIPTORS);
      int length = Libc.call("recvmsg", descriptor, message.address(), DESCRIPTORS_CLOSE_ON_EXEC);
      if (length <= 0) {
        return Optional.empty();
      }
      return Optional.of(
          new Parcel(text.asSlice(0, length).toArray(JAVA_BYTE), descriptors(rights(message))));
    }
  }

  private static int[] descriptors(MemorySegment rights) {
    if (rights.byteSize() < RIGHTS_BYTES) {
      return new int[0];
    }
    return rights.asSlice(RIGHTS_BYTES, rights.get(JAVA_LONG, 0) - RIGHTS_BYTES).toArray(JAVA_INT);
  }

  private static MemorySegment message(Arena arena, MemorySegment text, int[] descriptors) {
    MemorySegment message = emptyMessage(arena, text, descriptors.length);
    if (descriptors.length > 0) {
      MemorySegment rights = rights(message);
      rights.set(JAVA_LONG, 0, RIGHTS_BYTES + (long) Integer.BYTES * descriptors.length);
      rights.set(JAVA_INT, 8, LEVEL);
      rights.set(JAVA_INT, 12, RIGHTS);
      for (int i = 0; i < descriptors.length; i++) {
        rights.set(JAVA_INT, RIGHTS_BYTES + (long) Integer.BYTES * i, descriptors[i]);
      }
    }
    return message;
  }

  private static MemorySegment rights(MemorySegment message) {
    return message.get(ADDRESS, 32).reinterpret(message.get(JAVA_LONG, 40));
  }

  /** struct msghdr: one piece of bytes, and room for descriptors. */
  private static MemorySegment emptyMessage(Arena arena, MemorySegment text, int descriptors) {
    MemorySegment piece = arena.allocate(JAVA_LONG, 2);
    piece.set(ADDRESS, 0, text);
    piece.set(JAVA_LONG, 8, text.byteSize());
    MemorySegment message = arena.allocate(JAVA_LONG, 7);
    message.set(ADDRESS, 16, piece);
    message.set(JAVA_LONG, 24, 1);
    if (descriptors > 0) {
      long bytes = RIGHTS_BYTES + (((long) Integer.BYTES * descriptors + 7) & ~7L);
      message.set(ADDRESS, 32, arena.allocate(bytes, Long.BYTES));
      message.set(JAVA_LONG, 40, bytes);
    }
    return message;
  }

  @Override
  public void close() {
    Libc.close(descriptor);
  }
}
