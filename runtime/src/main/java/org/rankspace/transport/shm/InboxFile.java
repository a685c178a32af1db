package org.rankspace.transport.shm;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The name of a rank's own inbox in the file system, from its creation until all ranks have mapped
 * it. Removed by {@link #close}, and by the end of the JVM should that come first.
 */
final class InboxFile implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final int CHUNK_BYTES = 64 << 10;

  private final Path path;
  private final Thread atExit = new Thread(this::remove);

  private InboxFile(Path path) {
    this.path = path;
  }

  /**
   * Creates {@code path}, which must not exist, with {@code bytes} zeros: really allocated, so that
   * no access to a mapping can fail later.
   */
  static InboxFile create(Path path, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(path, Set.of(CREATE_NEW, WRITE), PRIVATE)) {
      InboxFile file = new InboxFile(path);
      Runtime.getRuntime().addShutdownHook(file.atExit);
      try {
        fill(channel, bytes);
      } catch (IOException e) {
        file.close();
        throw e;
      }
      return file;
    }
  }

  /** Maps {@code bytes} of an inbox of {@code allBytes}, one's own or another's. */
  static MemorySegment map(Path path, long allBytes, long from, long bytes, Arena arena)
      throws IOException {
    try (FileChannel channel = FileChannel.open(path, READ, WRITE)) {
      if (channel.size() != allBytes) {
        throw new IOException("%s has %d bytes, not %d".formatted(path, channel.size(), allBytes));
      }
      return channel.map(MapMode.READ_WRITE, from, bytes, arena);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook has run or is about to.
    }
  }

  private void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
    for (long left = bytes; left > 0; left -= zeros.position()) {
      zeros.clear().limit((int) Math.min(left, CHUNK_BYTES));
      channel.write(zeros);
    }
  }
}
