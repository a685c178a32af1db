package org.rankspace.transport.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.FrameHeader;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LaneTest {
  private static final int MAX_BODY = 1000;

  private final UnsafeBuffer memory = new UnsafeBuffer(new byte[LaneLayout.laneBytes(4, MAX_BODY)]);
  private final LaneWriter writer = new LaneWriter(memory);
  private final LaneReader reader = new LaneReader(memory);
  private final FrameHeader header = new FrameHeader();

  private boolean offer(int tag, int length) {
    return writer.offer(header.tag(tag), new byte[length], 0, length);
  }

  private int drain() {
    return reader.poll((buffer, index, length) -> {}, Integer.MAX_VALUE);
  }

  @Test
  void everyMixOfSizesGoesThroughWholeAndInOrder() {
    Random random = new Random(42);
    FrameHeader seen = new FrameHeader();
    int[] next = new int[2];
    int[] lengths = new int[200_000];
    while (next[1] < lengths.length) {
      int length = random.nextInt(4) == 0 ? random.nextInt(MAX_BODY + 1) : random.nextInt(80);
      while (next[0] < lengths.length && offer(next[0], length)) {
        lengths[next[0]++] = length;
        length = random.nextInt(MAX_BODY + 1);
      }
      reader.poll(
          (buffer, index, frameLength) -> {
            assertThat(seen.wrap(buffer, index).tag()).isEqualTo(next[1]);
            assertThat(frameLength - FrameHeader.LENGTH).isEqualTo(lengths[next[1]]);
            next[1]++;
          },
          1 + random.nextInt(5));
    }
  }

  @Test
  void theReaderTellsTheWriterOnceHalfIsFreeAndThenAnyFrameFits() {
    for (int phase = 0; phase < 500; phase++) {
      assertThat(offer(0, phase)).isTrue();
      assertThat(drain()).isOne();
      assertThat(reader.takeRoomWanted()).isFalse();
      while (offer(0, MAX_BODY)) {}
      while (!reader.takeRoomWanted()) {
        assertThat(reader.poll((buffer, index, length) -> {}, 1)).isOne();
      }
      assertThat(reader.takeRoomWanted()).isFalse();
      assertThat(offer(0, MAX_BODY)).isTrue();
      drain();
    }
  }

  @Test
  void aFrameThatItsWriterDidNotFinishIsNotSeenAndHoldsUpNothing() {
    assertThat(offer(1, 10)).isTrue();
    drain();
    int record = LaneLayout.RECORDS + LaneLayout.recordBytes(10);
    memory.setMemory(record + LaneLayout.FRAME, 500, (byte) 0x55);
    assertThat(reader.hasFrames()).isFalse();
    assertThat(drain()).isZero();
  }

  @Test
  void aWrapWithNothingBehindItIsReadOnce() {
    assertThat(offer(1, 10)).isTrue();
    drain();
    memory.putInt(LaneLayout.RECORDS, LaneLayout.EMPTY);
    memory.putInt(LaneLayout.RECORDS + LaneLayout.recordBytes(10), LaneLayout.WRAP);
    assertThat(drain()).isZero();
    assertThat(reader.hasFrames()).isFalse();
  }

  @Test
  void saysWhenTheMemoryWasOverwritten() {
    for (int length : new int[] {1 << 30, FrameHeader.LENGTH - 1, LaneLayout.WRAP, -7}) {
      memory.putInt(LaneLayout.RECORDS, length);
      assertThatThrownBy(this::drain)
          .isInstanceOf(RankspaceException.class)
          .hasMessage(
              "A frame in shared memory was overwritten: length=%d, index=0. Please report this.",
              length);
    }
  }
}
