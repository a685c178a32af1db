package org.rankspace.match;

import org.rankspace.wire.FrameHeader;

/**
 * What a message says of itself besides its bytes.
 *
 * @param context the communicator
 * @param plane {@link FrameHeader#POINT_TO_POINT} or {@link FrameHeader#COLLECTIVE}
 * @param operation which collective, in the caller's own numbering; 0 for point to point
 * @param source a rank in the world
 * @param tag the tag; of a collective its sequence number
 * @param root of a collective, or {@link FrameHeader#NO_ROOT}
 * @param length bytes
 */
public record Envelope(
    long context, int plane, int operation, int source, int tag, int root, long length) {
  /** The envelope that a frame carries. */
  public static Envelope of(FrameHeader header) {
    return new Envelope(
        header.context(),
        header.plane(),
        header.operation(),
        header.source(),
        header.tag(),
        header.root(),
        header.length());
  }
}
