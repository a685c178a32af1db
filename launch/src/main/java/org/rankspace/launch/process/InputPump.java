package org.rankspace.launch.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.launch.plan.Device;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.plan.Stdin;

/**
 * Copies the launcher's standard input to ranks that cannot simply inherit it: to all of them, or
 * to one that shares a process with others. Starts reading when everybody who is to get it is
 * there, so that a launcher whose ranks read by themselves never touches it.
 */
final class InputPump {
  private static final int PIECE_BYTES = 1 << 16;

  /** Takes a piece of input; no bytes: the end. */
  @FunctionalInterface
  private interface Sink {
    void take(byte[] piece) throws IOException;
  }

  private final Stdin stdin;
  private final boolean together;
  private final int readers;
  private final InputStream source;
  private final List<Sink> sinks = new ArrayList<>();

  InputPump(Plan plan, InputStream source) {
    this.stdin = plan.stdin();
    this.together = plan.device() == Device.LOCAL;
    this.readers = stdin instanceof Stdin.ToAll ? plan.size() : 1;
    this.source = source;
  }

  /** A process has been started. */
  void attach(Child child) {
    if (stdin instanceof Stdin.ToAll && !together) {
      add(
          piece -> {
            if (piece.length == 0) {
              child.pipes().in().close();
            } else {
              child.pipes().in().write(piece);
              child.pipes().in().flush();
            }
          });
    }
  }

  /** A rank has connected. */
  void attach(int rank, Connection connection) {
    if (together) {
      if (isReader(rank)) {
        add(piece -> connection.send(new Message.Input(piece)));
      } else {
        connection.send(new Message.Input(new byte[0]));
      }
    }
  }

  private boolean isReader(int rank) {
    return switch (stdin) {
      case Stdin.To(int reader) -> rank == reader;
      case Stdin.ToAll() -> true;
      case Stdin.ToNone() -> false;
    };
  }

  private void add(Sink sink) {
    sinks.add(sink);
    if (sinks.size() == readers) {
      Thread.ofPlatform().daemon().name("input").start(this::pump);
    }
  }

  private void pump() {
    byte[] buffer = new byte[PIECE_BYTES];
    try {
      for (int count = source.read(buffer); count > 0; count = source.read(buffer)) {
        give(Arrays.copyOf(buffer, count));
      }
    } catch (IOException e) {
      // what cannot be read has ended
    }
    give(new byte[0]);
  }

  private void give(byte[] piece) {
    for (Sink sink : sinks) {
      try {
        sink.take(piece);
      } catch (IOException e) {
        // this rank reads no more; the others may
      }
    }
  }
}
