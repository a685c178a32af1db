package org.rankspace.launch.bench.measure;

/**
 * One thing to measure.
 *
 * @param name what is done: {@code latency}, {@code bcast}, ...
 * @param what the kind of message: {@code int}, {@code dict}, ... or {@code bytes}
 * @param bytes the length of what one rank sends; 0 where the kind says it
 * @param ranks how many ranks the job has
 */
public record Case(String name, Form form, String what, long bytes, int ranks) {
  /** As examples/bench/messages.py reads it. */
  public String words() {
    return name + " " + form.word() + " " + what + " " + bytes;
  }

  /** For people: {@code latency, object, bytes 4 MiB, 2 ranks}. */
  public String title() {
    return name + ", " + form.word() + ", " + message() + ", " + ranks + " ranks";
  }

  /** The message alone: {@code dict}, {@code 64 KiB}. */
  public String message() {
    return bytes == 0 ? what : Sizes.text(bytes) + (what.equals("bytes") ? "" : " " + what);
  }

  /** Whether bytes per second say more than seconds per message. */
  public boolean isStream() {
    return name.endsWith("bandwidth");
  }

  /** Bytes that one operation moves, both ways together. */
  public long movedBytes() {
    return name.equals("bibandwidth") ? 2 * bytes : bytes;
  }
}
