package org.rankspace.wire;

import org.agrona.DirectBuffer;

/**
 * Where the bytes of a message land. Called by the engine with its lock held: neither method may
 * wait.
 */
public interface Sink {
  /**
   * A message of {@code length} bytes begins.
   *
   * @throws org.rankspace.error.RankspaceException when it does not fit: the message is then
   *     dropped and the receive ends with this error
   */
  void begin(long length);

  /** A piece of it, to be put at {@code position}. Pieces come in order and do not overlap. */
  void write(long position, DirectBuffer source, int index, int length);

  /** The whole message at once, in place of the other two; the sink may keep the arrays. */
  void take(Payload payload);
}
