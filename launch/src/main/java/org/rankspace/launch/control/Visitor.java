package org.rankspace.launch.control;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.rankspace.launch.link.Frame;
import org.rankspace.launch.link.Line;

/**
 * The way back to one client, with a thread of its own that sends, so that a client that does not
 * read holds up nobody. One that lets too much pile up is hung up on.
 */
final class Visitor implements Asker, AutoCloseable {
  private static final long MOST_QUEUED_BYTES = 2L << 30;

  private final Line line;
  private final BlockingQueue<Frame> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final Thread sender;

  Visitor(Line line, String name) {
    this.line = line;
    sender = Thread.ofPlatform().daemon().name("to-" + name).start(this::send);
  }

  @Override
  public void tell(Frame frame) {
    if (queuedBytes.addAndGet(weight(frame)) > MOST_QUEUED_BYTES) {
      line.close();
    }
    queue.add(frame);
  }

  private void send() {
    try {
      boolean there = true;
      while (there) {
        Frame frame = queue.take();
        there = line.send(frame);
        queuedBytes.addAndGet(-weight(frame));
      }
      line.close();
    } catch (InterruptedException e) {
      // the client is gone
    }
  }

  private static long weight(Frame frame) {
    return switch (frame) {
      case Frame.Result result -> result.value().length;
      case Frame.Failure failure -> failure.value().length;
      case Frame.Output output -> output.bytes().length;
      default -> 0;
    };
  }

  @Override
  public void close() {
    sender.interrupt();
    line.close();
  }
}
