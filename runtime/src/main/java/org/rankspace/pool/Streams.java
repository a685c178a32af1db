package org.rankspace.pool;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rankspace.libc.Libc;

/** The standard streams of processes, as descriptors. */
public final class Streams {
  public static final int STANDARD_ERROR = 2;

  private static final String NULL = "/dev/null";

  private Streams() {}

  /**
   * A pipe between a process that gets one end and this one.
   *
   * @param theirs the descriptor to be handed over; still to be {@linkplain #close closed} here
   * @param ours the other end's descriptor
   */
  public record Pipe(int theirs, int ours) {
    /** This end, of a pipe that the other process writes to. */
    public InputStream input() throws IOException {
      try {
        return new FileInputStream("/proc/self/fd/" + ours);
      } finally {
        Libc.close(ours);
      }
    }

    /** This end, of a pipe that the other process reads from. */
    public OutputStream output() throws IOException {
      try {
        return new FileOutputStream("/proc/self/fd/" + ours);
      } finally {
        Libc.close(ours);
      }
    }
  }

  /** A pipe that the other process writes to; empty when the system has none. */
  public static Optional<Pipe> pipeFrom() {
    return Optional.ofNullable(Libc.pipe()).map(ends -> new Pipe(ends[1], ends[0]));
  }

  /** A pipe that the other process reads from; empty when the system has none. */
  public static Optional<Pipe> pipeTo() {
    return Optional.ofNullable(Libc.pipe()).map(ends -> new Pipe(ends[0], ends[1]));
  }

  /** Reads as empty, and takes everything. */
  public static int nowhere() {
    return Libc.open(NULL, Libc.READ_WRITE);
  }

  /** Whether a descriptor of this process leads to a terminal. */
  public static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  public static void close(int descriptor) {
    Libc.close(descriptor);
  }

  /** Lets go of this process's standard streams and directory: they belonged to a job. */
  public static void leave() {
    replace(nowhere(), nowhere(), nowhere());
    Libc.changeDirectory("/");
  }

  static void replace(int in, int out, int err) {
    int[] streams = {in, out, err};
    for (int i = 0; i < streams.length; i++) {
      Libc.call("dup2", streams[i], i, 0);
      Libc.close(streams[i]);
    }
  }
}
