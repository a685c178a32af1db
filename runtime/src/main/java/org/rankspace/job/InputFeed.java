package org.rankspace.job;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A stream fed with pieces by one thread and read by another; an empty piece is its end. */
final class InputFeed extends InputStream {
  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private byte[] piece = {};
  private int position;
  private boolean ended;

  void feed(byte[] bytes) {
    pieces.add(bytes);
  }

  @Override
  public int read() throws InterruptedIOException {
    return fill() ? piece[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws InterruptedIOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return piece.length - position;
  }

  /** Waits until there is something to read; false at the end. */
  private boolean fill() throws InterruptedIOException {
    while (!ended && position == piece.length) {
      try {
        piece = pieces.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for input");
      }
      position = 0;
      ended = piece.length == 0;
    }
    return !ended;
  }
}
