package org.rankspace.job;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * One end of a stream of {@link Message}s over a socket; each is preceded by its length in bytes
 * (32-bit, big-endian). Any thread may send; one thread receives.
 */
public final class Connection implements AutoCloseable {
  /** The longest message that is taken from somebody who is known: a call with a large value. */
  public static final int MOST_BYTES = (1 << 30) + 1024;

  /** Up to here, length and message are sent in one piece. */
  private static final int SMALL_BYTES = 1 << 16;

  private static final int BELIEVED_BYTES = 64 << 20;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** Takes over {@code socket}: closing the connection closes it. */
  public Connection(Socket socket) {
    this.socket = socket;
    try {
      socket.setTcpNoDelay(true);
      this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      this.out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends; blocks while the other end does not read.
   *
   * @return false when the other end is gone
   */
  public boolean send(Message message) {
    byte[] body = MessageFormat.encode(message);
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(body.length).array();
    byte[] frame = body.length > SMALL_BYTES ? length : joined(length, body);
    synchronized (out) {
      try {
        out.write(frame);
        if (frame == length) {
          out.write(body);
        }
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }

  private static byte[] joined(byte[] length, byte[] body) {
    return ByteBuffer.allocate(length.length + body.length).put(length).put(body).array();
  }

  /**
   * Waits for the next message.
   *
   * @return empty when the other end is gone
   * @throws RankspaceException when what arrives is no message, or longer than {@link #MOST_BYTES}
   */
  public Optional<Message> receive() {
    return receive(MOST_BYTES);
  }

  /**
   * Waits for the first message of somebody unknown: a short one, and not for ever.
   *
   * @return empty when the other end is gone or silent
   * @throws RankspaceException when what arrives is no message, or too long
   */
  public Optional<Message> receiveFirst(int mostBytes, Duration patience) {
    try {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      Optional<Message> first = receive(mostBytes);
      socket.setSoTimeout(0);
      return first;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Message> receive(int mostBytes) {
    try {
      int length = in.readInt();
      if (length < 1 || length > mostBytes) {
        throw new RankspaceException(
            ErrorClass.INTERN, "malformed control message: length=" + length);
      }
      return Optional.of(MessageFormat.decode(read(length)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** At once where the length may be believed; a very long message is made room for as it comes. */
  private byte[] read(int length) throws IOException {
    byte[] body = length > BELIEVED_BYTES ? in.readNBytes(length) : new byte[length];
    if (body.length < length) {
      throw new EOFException();
    }
    if (length <= BELIEVED_BYTES) {
      in.readFully(body);
    }
    return body;
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
