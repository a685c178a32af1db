package org.rankspace.wire;

/** What a frame is for. The protocol these kinds make is described in {@code engine}. */
public enum FrameKind {
  /** A whole small message: header and payload in one. */
  EAGER,
  /** As {@link #EAGER}, and the sender waits for an {@link #ACK}: a small synchronous send. */
  EAGER_SYNC,
  /** A request to send a large message; no body. */
  RTS,
  /** Clear to send: answers an {@link #RTS}; no body. */
  CTS,
  /** One piece of a large message. */
  DATA,
  /** The message of an {@link #EAGER_SYNC} was matched; no body. */
  ACK,
  /** The receiver gives eager bytes back to the sender; no body. */
  CREDIT;

  private static final FrameKind[] VALUES = values();

  static FrameKind of(int code) {
    return VALUES[code];
  }

  static boolean known(int code) {
    return code >= 0 && code < VALUES.length;
  }
}
