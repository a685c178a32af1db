package org.rankspace.namespace;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.graalvm.polyglot.io.FileSystem;

/**
 * The files of the host as they are, but for those whose length is said to be 0 and which have
 * something in them all the same: those of the kernel, as {@code /proc/meminfo}, and devices.
 * GraalPy reads nothing beyond the length that a file has.
 */
final class HostFiles implements FileSystem, AutoCloseable {
  private final FileSystem files = FileSystem.newDefaultFileSystem();
  private final Set<SeekableByteChannel> opened =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    SeekableByteChannel channel = files.newByteChannel(path, options, attributes);
    opened.add(channel);
    return channel instanceof FileChannel file && hasMoreThanItSays(file)
        ? new Unmeasured(file)
        : channel;
  }

  /** Closes what the program has not closed. */
  @Override
  public void close() {
    for (SeekableByteChannel channel : List.copyOf(opened)) {
      try {
        channel.close();
      } catch (IOException fault) {
        // What was to be written has been written: nothing is held back here.
      }
    }
  }

  private static boolean hasMoreThanItSays(FileChannel file) {
    try {
      return file.size() == 0
          && file.read(ByteBuffer.allocate(1), 0) > 0
          && file.size() == 0; // nobody has just written something
    } catch (IOException | RuntimeException cannotBeReadOrNotThere) {
      return false;
    }
  }

  /** There is always some more to read, until a read finds the end. */
  private record Unmeasured(FileChannel file) implements SeekableByteChannel {
    private static final int SOME_BYTES = 64 * 1024;

    /** Memory of that size is taken by those who read all at once. */
    @Override
    public long size() throws IOException {
      return file.position() + SOME_BYTES;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return file.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return file.write(from);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  // All else is the host's.

  @Override
  public Path parsePath(URI uri) {
    return files.parsePath(uri);
  }

  @Override
  public Path parsePath(String path) {
    return files.parsePath(path);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    files.checkAccess(path, modes, options);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    files.createDirectory(path, attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    files.delete(path);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return files.newDirectoryStream(path, filter);
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return files.toAbsolutePath(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    return files.toRealPath(path, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return files.readAttributes(path, attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    files.setAttribute(path, attribute, value, options);
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) throws IOException {
    files.copy(from, to, options);
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    files.move(from, to, options);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    files.createLink(link, existing);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    files.createSymbolicLink(link, target, attributes);
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return files.readSymbolicLink(link);
  }

  @Override
  public void setCurrentWorkingDirectory(Path path) {
    files.setCurrentWorkingDirectory(path);
  }

  @Override
  public String getSeparator() {
    return files.getSeparator();
  }

  @Override
  public String getPathSeparator() {
    return files.getPathSeparator();
  }

  @Override
  public String getMimeType(Path path) {
    return files.getMimeType(path);
  }

  @Override
  public Charset getEncoding(Path path) {
    return files.getEncoding(path);
  }

  @Override
  public Path getTempDirectory() {
    return files.getTempDirectory();
  }

  @Override
  public boolean isSameFile(Path one, Path other, LinkOption... options) throws IOException {
    return files.isSameFile(one, other, options);
  }

  @Override
  public long getFileStoreTotalSpace(Path path) throws IOException {
    return files.getFileStoreTotalSpace(path);
  }

  @Override
  public long getFileStoreUnallocatedSpace(Path path) throws IOException {
    return files.getFileStoreUnallocatedSpace(path);
  }

  @Override
  public long getFileStoreUsableSpace(Path path) throws IOException {
    return files.getFileStoreUsableSpace(path);
  }

  @Override
  public long getFileStoreBlockSize(Path path) throws IOException {
    return files.getFileStoreBlockSize(path);
  }

  @Override
  public boolean isFileStoreReadOnly(Path path) throws IOException {
    return files.isFileStoreReadOnly(path);
  }
}
