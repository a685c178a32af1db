package org.rankspace.transport.ring;

import static org.rankspace.transport.ring.LaneLayout.BODY;
import static org.rankspace.transport.ring.LaneLayout.CACHE_LINE;
import static org.rankspace.transport.ring.LaneLayout.EMPTY;
import static org.rankspace.transport.ring.LaneLayout.FRAME;
import static org.rankspace.transport.ring.LaneLayout.HEAD;
import static org.rankspace.transport.ring.LaneLayout.RECORDS;
import static org.rankspace.transport.ring.LaneLayout.WANTED;
import static org.rankspace.transport.ring.LaneLayout.WRAP;

import org.agrona.concurrent.AtomicBuffer;
import org.rankspace.wire.FrameHeader;

/** The end of a lane that puts frames in. One thread at a time; never waits. */
final class LaneWriter {
  private static final int NO_ROOM = -1;

  private final AtomicBuffer lane;
  private final int ringBytes;

  private long tail;
  private int tailIndex;
  private long headSeen;

  LaneWriter(AtomicBuffer lane) {
    this.lane = lane;
    this.ringBytes = lane.capacity() - RECORDS;
  }

  /**
   * Puts a frame in, visible to the reader when this returns.
   *
   * @return false when there is no room; the reader rings the writer's bell when half of the lane
   *     has become free
   */
  boolean offer(FrameHeader header, byte[] body, int offset, int length) {
    int recordBytes = LaneLayout.recordBytes(length);
    int index = claim(recordBytes);
    if (index == NO_ROOM) {
      return false;
    }
    AtomicBuffer lane = this.lane;
    int record = RECORDS + index;
    lane.putBytes(record + FRAME, header.bytes(), 0, FrameHeader.LENGTH);
    if (length > 0) {
      lane.putBytes(record + BODY, body, offset, length);
    }
    int next = index + recordBytes;
    if (next == ringBytes) {
      next = 0;
    }
    lane.putInt(RECORDS + next, EMPTY);
    // The reader that sees this length sees the frame, and the empty record after it.
    lane.putIntRelease(record, FrameHeader.LENGTH + length);
    tail += recordBytes;
    tailIndex = next;
    return true;
  }

  /** Where in the ring the record can start, after a wrap if need be. */
  private int claim(int recordBytes) {
    int index = tailIndex;
    int toEnd = ringBytes - index;
    boolean wraps = recordBytes > toEnd;
    // One line more, for the empty length that follows the record.
    int neededBytes = recordBytes + CACHE_LINE + (wraps ? toEnd : 0);
    if (neededBytes > ringBytes - (tail - headSeen) && !roomAfterLooking(neededBytes)) {
      return NO_ROOM;
    }
    return wraps ? wrap(toEnd) : index;
  }

  private boolean roomAfterLooking(int neededBytes) {
    headSeen = lane.getLongVolatile(HEAD);
    if (neededBytes <= ringBytes - (tail - headSeen)) {
      return true;
    }
    // Say it, then look again: the reader stores head, then looks whether something is wanted.
    lane.putLongVolatile(WANTED, tail - ringBytes / 2);
    headSeen = lane.getLongVolatile(HEAD);
    return neededBytes <= ringBytes - (tail - headSeen);
  }

  private int wrap(int toEnd) {
    lane.putInt(RECORDS, EMPTY);
    lane.putIntRelease(RECORDS + tailIndex, WRAP);
    tail += toEnd;
    tailIndex = 0;
    return 0;
  }
}
