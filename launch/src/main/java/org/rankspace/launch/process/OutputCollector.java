package org.rankspace.launch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rankspace.job.Message;
import org.rankspace.launch.plan.OutputStyle;

/**
 * Brings the output of all ranks into the launcher's own, in whole lines. A line is written as soon
 * as it is complete, in one piece. What stays without its line end (a prompt) is written when
 * nothing else has been for a short while; should another rank write then, it starts a new line.
 *
 * <p>Any thread may call; a caller waits while the reader of the launcher's output does not read,
 * so that the ranks wait too.
 */
final class OutputCollector implements AutoCloseable {
  private static final long QUIET_NS = 50_000_000;
  private static final int LONGEST_LINE_BYTES = 1 << 20;

  /** Where the launcher writes to, and whose unfinished line is there. */
  private static final class Sink {
    private final OutputStream stream;
    private Source unfinished;

    Sink(OutputStream stream) {
      this.stream = stream;
    }
  }

  /** One stream of one rank. */
  private static final class Source {
    private final Sink sink;
    private final byte[] tag;
    private final OutputStream file;
    private final LineBuffer held = new LineBuffer();

    Source(Sink sink, byte[] tag, OutputStream file) {
      this.sink = sink;
      this.tag = tag;
      this.file = file;
    }
  }

  private final OutputFiles files;
  private final OutputStyle style;
  private final Sink out;
  private final Sink err;
  private final ProgressBlock progress;
  private final Runnable lost;
  private final Map<Message.Stream, Map<Integer, Source>> sources =
      new EnumMap<>(Message.Stream.class);
  private long lastWriteNs = System.nanoTime();
  private boolean closed;
  private boolean isLost;

  /**
   * @param progress what must not be written into
   * @param lost called once, when {@code out} or {@code err} cannot be written to
   */
  OutputCollector(
      OutputStyle style,
      OutputFiles files,
      OutputStream out,
      OutputStream err,
      ProgressBlock progress,
      Runnable lost) {
    this.style = style;
    this.files = files;
    this.out = new Sink(out);
    this.err = new Sink(err);
    this.progress = progress;
    this.lost = lost;
    Thread.ofPlatform().daemon().name("unfinished-lines").start(this::writeUnfinishedLines);
  }

  /** Takes what {@code rank} has written. */
  synchronized void write(int rank, Message.Stream stream, byte[] bytes, int length) {
    Source source =
        sources
            .computeIfAbsent(stream, any -> new HashMap<>())
            .computeIfAbsent(rank, any -> open(rank, stream));
    toFile(source, bytes, length);
    source.held.add(bytes, length);
    byte[] lines = source.held.takeLines();
    if (lines.length > 0) {
      emit(source, lines);
    } else if (source.held.size() > LONGEST_LINE_BYTES) {
      emit(source, source.held.takeAll());
    }
    lastWriteNs = System.nanoTime();
    notifyAll();
  }

  /** Writes what is left without a line end, and lets go of the files. */
  @Override
  public synchronized void close() {
    emitUnfinished();
    closed = true;
    notifyAll();
    files.close();
  }

  private Source open(int rank, Message.Stream stream) {
    byte[] tag = style.tagged() ? ("[" + rank + "] ").getBytes() : new byte[0];
    return new Source(sink(stream), tag, files.open(rank, stream));
  }

  private Sink sink(Message.Stream stream) {
    if (!files.isPrinted(stream)) {
      return new Sink(OutputStream.nullOutputStream());
    }
    return stream == Message.Stream.ERR && !style.merged() ? err : out;
  }

  private void toFile(Source source, byte[] bytes, int length) {
    try {
      source.file.write(bytes, 0, length);
    } catch (IOException e) {
      lose();
    }
  }

  private void emit(Source source, byte[] bytes) {
    if (isLost) {
      return;
    }
    Sink sink = source.sink;
    LineBuffer piece = new LineBuffer();
    boolean continues = sink.unfinished == source;
    if (sink.unfinished != null && !continues) {
      piece.add(new byte[] {'\n'}, 1);
    }
    piece.addTagged(bytes, source.tag, continues);
    sink.unfinished = bytes[bytes.length - 1] == '\n' ? null : source;
    progress.hide();
    try {
      sink.stream.write(piece.takeAll());
      sink.stream.flush();
    } catch (IOException e) {
      lose();
    }
    if (out.unfinished == null && err.unfinished == null) {
      progress.show();
    }
  }

  private void lose() {
    if (!isLost) {
      isLost = true;
      lost.run();
    }
  }

  private void emitUnfinished() {
    for (Source source : unfinished()) {
      emit(source, source.held.takeAll());
    }
  }

  private List<Source> unfinished() {
    List<Source> unfinished = new ArrayList<>();
    for (Map<Integer, Source> ofRanks : sources.values()) {
      for (Source source : ofRanks.values()) {
        if (source.held.size() > 0) {
          unfinished.add(source);
        }
      }
    }
    return unfinished;
  }

  private synchronized void writeUnfinishedLines() {
    try {
      while (!closed) {
        long leftNs = lastWriteNs + QUIET_NS - System.nanoTime();
        if (unfinished().isEmpty()) {
          wait();
        } else if (leftNs > 0) {
          wait(leftNs / 1_000_000 + 1);
        } else {
          emitUnfinished();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
