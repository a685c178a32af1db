package org.rankspace.launch.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.cluster.Answer;
import org.rankspace.launch.cluster.Execution;
import org.rankspace.launch.cluster.RemoteException;
import org.rankspace.launch.cluster.View;

/**
 * Runs one line and shows what comes of it: grouped when all ranks are through, or, when that takes
 * long, output line by line as it is written.
 */
final class Display {
  private static final long PATIENCE_MS = 700;

  private final Terminal terminal;
  private final List<Integer> ranks;
  private final Map<Integer, ByteArrayOutputStream> held = new TreeMap<>();
  private boolean streaming;

  Display(Terminal terminal, List<Integer> ranks) {
    this.terminal = terminal;
    this.ranks = ranks;
  }

  /** Waits until all ranks are through; Ctrl-C meanwhile interrupts them. */
  void run(View view, String code) {
    Execution execution = view.start(code, this::take);
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> execution.interrupt());
    try {
      await(execution.end());
      showRest();
      showAnswers(execution.answers());
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  private void await(CompletableFuture<Void> end) {
    try {
      end.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      stream();
      end.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of an execution is always good", e);
    }
  }

  private synchronized void take(int rank, int stream, byte[] bytes) {
    held.computeIfAbsent(rank, r -> new ByteArrayOutputStream()).writeBytes(bytes);
    if (streaming) {
      showLines(rank);
    }
  }

  private synchronized void stream() {
    streaming = true;
    held.keySet().forEach(this::showLines);
  }

  /** The complete lines that a rank has written. */
  private void showLines(int rank) {
    String text = held.get(rank).toString(StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    if (end > 0) {
      held.get(rank).reset();
      held.get(rank).writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
      Groups groups = new Groups();
      groups.add(rank, text.substring(0, end));
      show(groups, AttributedStyle.DEFAULT);
    }
  }

  private synchronized void showRest() {
    Groups groups = new Groups();
    held.forEach((rank, bytes) -> groups.add(rank, bytes.toString(StandardCharsets.UTF_8)));
    show(groups, AttributedStyle.DEFAULT);
  }

  private void showAnswers(List<CompletableFuture<Answer>> answers) {
    Groups values = new Groups();
    Groups failures = new Groups();
    for (int i = 0; i < answers.size(); i++) {
      try {
        Object value = answers.get(i).join().value();
        values.add(ranks.get(i), value == null ? "" : value.toString());
      } catch (CompletionException e) {
        failures.add(ranks.get(i), text(e.getCause()));
      }
    }
    show(values, AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
    show(failures, AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));
  }

  private static String text(Throwable failure) {
    return switch (failure) {
      case RemoteException remote when !remote.traceback().isEmpty() -> remote.traceback();
      case RankspaceException other -> other.getMessage();
      default -> failure.toString();
    };
  }

  private void show(Groups groups, AttributedStyle style) {
    for (String line : groups.lines()) {
      terminal.writer().println(new AttributedString(line, style).toAnsi(terminal));
    }
    terminal.flush();
  }
}
