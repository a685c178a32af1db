package org.rankspace.launch.process;

import java.util.Arrays;

/** Bytes that are taken out again by whole lines. */
final class LineBuffer {
  private static final byte[] NOTHING = {};

  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  void add(byte[] more, int length) {
    add(more, 0, length);
  }

  private void add(byte[] more, int offset, int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
    System.arraycopy(more, offset, bytes, size, length);
    size += length;
  }

  /**
   * Adds {@code lines}, each with {@code tag} before it.
   *
   * @param continues whether the first of them has its tag already
   */
  void addTagged(byte[] lines, byte[] tag, boolean continues) {
    boolean atStart = !continues;
    int from = 0;
    while (from < lines.length) {
      int to = from;
      while (to < lines.length && lines[to] != '\n') {
        to++;
      }
      to = Math.min(to + 1, lines.length);
      if (atStart) {
        add(tag, 0, tag.length);
      }
      add(lines, from, to - from);
      atStart = true;
      from = to;
    }
  }

  /** Everything up to the last line end; empty where there is none. */
  byte[] takeLines() {
    int end = size;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return take(end);
  }

  byte[] takeAll() {
    return take(size);
  }

  private byte[] take(int end) {
    if (end == 0) {
      return NOTHING;
    }
    byte[] taken = Arrays.copyOf(bytes, end);
    System.arraycopy(bytes, end, bytes, 0, size - end);
    size -= end;
    return taken;
  }
}
