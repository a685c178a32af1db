package org.rankspace.namespace;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program's standard input whose reader can be interrupted: a thread of its own sits in the
 * blocking read, and the program's thread waits for it in slices, with a look at signals after
 * each. The thread starts with the first read and ends with the input or the process. For one
 * reader at a time.
 */
final class InterruptibleInput extends InputStream {
  private static final int CHUNK = 8192;
  private static final long SLICE_MS = 50;
  private static final byte[] END = new byte[0];

  private final InputStream source;
  private final SynchronousQueue<byte[]> chunks = new SynchronousQueue<>();
  private volatile Runnable signals = () -> {};
  private byte[] chunk;
  private int used;
  private Thread feeder;
  private volatile IOException fault;

  InterruptibleInput(InputStream source) {
    this.source = source;
  }

  /** What a waiting reader runs now and then; what it throws ends the read. */
  void onWait(Runnable signals) {
    this.signals = signals;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (chunk == null || used == chunk.length) {
      if (chunk == END) {
        return -1;
      }
      chunk = next();
      used = 0;
    }
    int n = Math.min(length, chunk.length - used);
    System.arraycopy(chunk, used, target, offset, n);
    used += n;
    return n;
  }

  @Override
  public int available() {
    return chunk == null ? 0 : chunk.length - used;
  }

  private byte[] next() throws IOException {
    if (feeder == null) {
      feeder = Thread.ofPlatform().daemon().name("stdin").start(this::feed);
    }
    try {
      while (true) {
        byte[] next = chunks.poll(SLICE_MS, TimeUnit.MILLISECONDS);
        if (next == END && fault != null) {
          throw fault;
        }
        if (next != null) {
          return next;
        }
        signals.run();
      }
    } catch (InterruptedException interruption) {
      signals.run();
      throw new InterruptedIOException();
    }
  }

  private void feed() {
    try {
      byte[] buffer = new byte[CHUNK];
      for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
        chunks.put(Arrays.copyOf(buffer, n));
      }
    } catch (IOException broken) {
      fault = broken;
    } catch (InterruptedException interruption) {
      return;
    }
    try {
      chunks.put(END);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
