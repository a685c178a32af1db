package org.rankspace.job;

/** Messages that a rank has exchanged with others so far, and their bytes without headers. */
public record Traffic(long messagesIn, long bytesIn, long messagesOut, long bytesOut) {
  public static final Traffic NONE = new Traffic(0, 0, 0, 0);
}
