package org.rankspace.transport.ring;

import static org.rankspace.transport.ring.LaneLayout.EMPTY;
import static org.rankspace.transport.ring.LaneLayout.FRAME;
import static org.rankspace.transport.ring.LaneLayout.HEAD;
import static org.rankspace.transport.ring.LaneLayout.RECORDS;
import static org.rankspace.transport.ring.LaneLayout.WANTED;
import static org.rankspace.transport.ring.LaneLayout.WRAP;

import java.lang.invoke.VarHandle;
import org.agrona.concurrent.AtomicBuffer;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.transport.FrameHandler;
import org.rankspace.wire.FrameHeader;

/** The end of a lane that takes frames out. One thread at a time; never waits. */
final class LaneReader {
  private final AtomicBuffer lane;
  private final int ringBytes;

  private long head;
  private int headIndex;

  LaneReader(AtomicBuffer lane) {
    this.lane = lane;
    this.ringBytes = lane.capacity() - RECORDS;
  }

  /** Whether {@link #poll} would find something. Any thread that the caller is ordered with. */
  boolean hasFrames() {
    return lane.getIntVolatile(RECORDS + headIndex) != EMPTY;
  }

  /**
   * Gives at most {@code limit} frames to {@code handler}, freeing the room of each at once.
   *
   * @return how many
   */
  int poll(FrameHandler handler, int limit) {
    AtomicBuffer lane = this.lane;
    int handled = 0;
    while (handled < limit) {
      int record = RECORDS + headIndex;
      int length = lane.getIntVolatile(record);
      if (length == EMPTY) {
        break;
      }
      if (length == WRAP && headIndex > 0) {
        advance(ringBytes - headIndex);
        continue;
      }
      int recordBytes = recordBytes(length);
      advance(recordBytes);
      handled++;
      handler.onFrame(lane, record + FRAME, length);
      // Only now may the writer use the record's bytes again.
      lane.putLongRelease(HEAD, head);
    }
    return handled;
  }

  /** Whether the writer waits for room that it now has; says so once. */
  boolean takeRoomWanted() {
    // head was stored before; the writer stores what it wants and then looks at head.
    VarHandle.fullFence();
    long wanted = lane.getLongVolatile(WANTED);
    return wanted != 0 && head >= wanted && lane.compareAndSetLong(WANTED, wanted, 0);
  }

  private void advance(int bytes) {
    head += bytes;
    headIndex += bytes;
    if (headIndex == ringBytes) {
      headIndex = 0;
    }
  }

  private int recordBytes(int length) {
    int recordBytes = LaneLayout.recordBytes(length - FrameHeader.LENGTH);
    if (length < FrameHeader.LENGTH || recordBytes > ringBytes - headIndex) {
      throw new RankspaceException(
          ErrorClass.INTERN,
          "A frame in shared memory was overwritten: length=%d, index=%d. Please report this."
              .formatted(length, headIndex));
    }
    return recordBytes;
  }
}
