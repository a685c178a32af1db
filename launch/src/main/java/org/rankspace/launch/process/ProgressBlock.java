package org.rankspace.launch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines at the end of a terminal that are rewritten in place. Whoever else writes to the terminal
 * hides them meanwhile. Thread-safe.
 */
final class ProgressBlock {
  private static final String NO_WRAPPING = "\033[?7l";
  private static final String WRAPPING = "\033[?7h";

  private final OutputStream terminal;
  private List<String> lines = List.of();
  private int shown;
  private boolean hidden;

  ProgressBlock(OutputStream terminal) {
    this.terminal = terminal;
  }

  /** Shows these lines from now on. */
  synchronized void update(List<String> lines) {
    this.lines = List.copyOf(lines);
    if (!hidden) {
      write(erasure() + drawing());
    }
  }

  /** Makes room for others' output, until {@link #show}. */
  synchronized void hide() {
    hidden = true;
    write(erasure());
  }

  synchronized void show() {
    hidden = false;
    write(erasure() + drawing());
  }

  /** Has {@code writing} write above the lines, if they are shown. */
  synchronized void aside(Runnable writing) {
    boolean was = hidden;
    hide();
    writing.run();
    if (!was) {
      show();
    }
  }

  private String erasure() {
    String text = shown == 0 ? "" : "\033[" + shown + "A\r\033[J";
    shown = 0;
    return text;
  }

  private String drawing() {
    shown = lines.size();
    return lines.isEmpty() ? "" : NO_WRAPPING + String.join("\n", lines) + "\n" + WRAPPING;
  }

  private void write(String text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      terminal.write(text.getBytes(StandardCharsets.UTF_8));
      terminal.flush();
    } catch (IOException e) {
      // nobody looks
    }
  }
}
