package org.rankspace.transport.ring;

import org.rankspace.wire.FrameHeader;

/**
 * A lane in memory: two words that the ends tell each other, then a ring of records. Positions
 * count bytes since the beginning and never wrap; all offsets are multiples of a cache line.
 *
 * <pre>
 *    0                 8                                          64
 *    +-----------------+-------------------------------------------+
 *  0 | head            |  written by the reader: read up to here   |
 *    +-----------------+-------------------------------------------+
 * 128| wanted          |  written by the writer: wake me when head |
 *    |                 |  has come this far; 0: no need            |
 *    +--------+--------+-----------------------------+-------------+
 * 256| length |  free  |  frame header (48 bytes)    | body ...    |
 *    +--------+--------+-----------------------------+-------------+
 *    |  ... records, each a multiple of 64 bytes ...               |
 *    +-------------------------------------------------------------+
 * </pre>
 *
 * {@code length} is the bytes of header and body and is stored last, with release; 0 means nothing
 * there yet, {@link #WRAP} that the next record is at the start of the ring. A frame of up to 8
 * bytes of body is one cache line.
 */
final class LaneLayout {
  static final int CACHE_LINE = 64;

  static final int HEAD = 0;
  static final int WANTED = 128;
  static final int RECORDS = 256;

  static final int FRAME = 8;
  static final int BODY = FRAME + FrameHeader.LENGTH;

  static final int EMPTY = 0;
  static final int WRAP = -1;

  private LaneLayout() {}

  /** Bytes that a frame with {@code bodyBytes} occupies in the ring. */
  static int recordBytes(int bodyBytes) {
    return BODY + bodyBytes + CACHE_LINE - 1 & -CACHE_LINE;
  }

  /**
   * Bytes of a lane that holds {@code frames} frames of {@code maxBodyBytes} at least; four is the
   * least that lets both ends work at once.
   */
  static int laneBytes(int frames, int maxBodyBytes) {
    return RECORDS + frames * recordBytes(maxBodyBytes) + 2 * CACHE_LINE;
  }
}
