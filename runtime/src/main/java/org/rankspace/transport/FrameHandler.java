package org.rankspace.transport;

import org.agrona.DirectBuffer;

/** Takes the frames that a {@link Transport#poll} finds. */
@FunctionalInterface
public interface FrameHandler {
  /**
   * One frame: its header starts at {@code index}, its body {@code FrameHeader.LENGTH} bytes later.
   * The bytes are valid only during this call.
   *
   * @param length bytes of header and body
   */
  void onFrame(DirectBuffer buffer, int index, int length);
}
