package org.rankspace.transport.shm;

import org.rankspace.transport.Board;
import org.rankspace.transport.ring.RingTransport;

/**
 * An inbox file: the word its rank sleeps on, then one lane from every other rank.
 *
 * <pre>
 *      +------+------------------------------------------+
 *    0 | bell | nothing                                  |
 *      +------+------------------------------------------+
 *  128 | lane from rank 0                                |
 *      +-------------------------------------------------+
 *      | lane from rank 1                                |
 *      +-------------------------------------------------+
 *      | ... all ranks but the inbox's own               |
 *      +-------------------------------------------------+
 *      | board, in the inbox of rank 0 only              |
 *      +-------------------------------------------------+
 * </pre>
 *
 * A lane holds 16 frames of 64 KiB where there is room for that (docs/transports.md has the
 * measurement), and 4 at least. An inbox keeps to about 4 MiB, and a job to about 32 MiB, so that
 * it fits into the 64 MiB that containers have by default: many ranks carry fewer and smaller
 * frames, but none below 4 KiB.
 *
 * @param size how many ranks
 * @param maxBodyBytes the most bytes of body in a frame
 * @param laneBytes bytes of one lane
 */
record InboxLayout(int size, int maxBodyBytes, int laneBytes) {
  static final int BELL = 0;

  /** In whose inbox the board is. */
  static final int BOARD_KEEPER = 0;

  private static final int LANES = 128;

  private static final int INBOX_BYTES = 4 << 20;
  private static final int JOB_BYTES = 32 << 20;
  private static final int MIN_FRAMES = 4;
  private static final int MAX_FRAMES = 16;
  private static final int MIN_BODY_BYTES = 4 << 10;
  private static final int MAX_BODY_BYTES = 64 << 10;
  private static final int ALIGNMENT = 128;

  /** What a job of {@code size} ranks uses. */
  static InboxLayout of(int size) {
    int roomBytes = Math.min(INBOX_BYTES, JOB_BYTES / size) / Math.max(1, size - 1);
    int bodyBytes = Integer.highestOneBit(roomBytes / MIN_FRAMES);
    int maxBodyBytes = Math.clamp(bodyBytes, MIN_BODY_BYTES, MAX_BODY_BYTES);
    int frames = Math.clamp(roomBytes / maxBodyBytes, MIN_FRAMES, MAX_FRAMES);
    int laneBytes = RingTransport.laneBytes(frames, maxBodyBytes);
    return new InboxLayout(size, maxBodyBytes, laneBytes + ALIGNMENT - 1 & -ALIGNMENT);
  }

  /** Where the lane from {@code source} starts in the inbox of {@code dest}. */
  long lane(int source, int dest) {
    int slot = source < dest ? source : source - 1;
    return LANES + (long) slot * laneBytes;
  }

  /** Bytes of the inbox of {@code dest}. */
  long inboxBytes(int dest) {
    return board() + (dest == BOARD_KEEPER ? Board.BYTES : 0);
  }

  /** Where the board starts in the inbox of its keeper. */
  long board() {
    return LANES + (long) (size - 1) * laneBytes;
  }

  /** Bytes of all inboxes of the job. */
  long jobBytes() {
    return size * board() + Board.BYTES;
  }
}
