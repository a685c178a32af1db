package org.rankspace.launch.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** Frames over a socket. Any thread may send; one thread receives. */
public final class Line implements AutoCloseable {
  /** The longest frame, without its length. */
  public static final int MOST_BYTES = 1 << 30;

  /** The longest frame before the login. */
  public static final int MOST_BYTES_OF_STRANGERS = 4096;

  private static final int BUFFER_BYTES = 1 << 16;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private int mostBytes = MOST_BYTES_OF_STRANGERS;

  /** Takes over {@code socket}: closing the line closes it. */
  public Line(Socket socket) {
    this.socket = socket;
    try {
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
      out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the other end is known: its frames may be long, and long in coming. */
  void trust() throws IOException {
    mostBytes = MOST_BYTES;
    socket.setSoTimeout(0);
  }

  /** How long a stranger may take for a frame. */
  void limitPatience(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
  }

  /**
   * Sends; blocks while the other end does not read.
   *
   * @return false when the other end is gone
   * @throws RankspaceException when the frame is longer than the limit
   */
  public boolean send(Frame frame) {
    FrameFormat.Split split = FrameFormat.encode(frame);
    synchronized (out) {
      try {
        write(split);
        out.flush();
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }

  private void write(FrameFormat.Split frame) throws IOException {
    long length = (long) frame.head().length + frame.body().length;
    if (length > MOST_BYTES) {
      throw new RankspaceException(
          ErrorClass.COUNT,
          "the value is too large for one frame: bytes=" + length + ", limit=" + MOST_BYTES);
    }
    out.writeInt((int) length);
    out.write(frame.head());
    out.write(frame.body());
  }

  /**
   * Waits for the next frame.
   *
   * @return empty when the other end is gone, or silent for too long before the login
   * @throws RankspaceException when what arrives is malformed, or too long
   */
  public Optional<Frame> receive() {
    try {
      int length = in.readInt();
      if (length < 1 || length > mostBytes) {
        throw FrameFormat.malformed(
            "length out of range: length="
                + Integer.toUnsignedString(length)
                + ", limit="
                + mostBytes);
      }
      return Optional.of(FrameFormat.read(in, length));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Ends both directions; a {@link #receive} under way returns empty. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing of it is left to be closed
    }
  }
}
