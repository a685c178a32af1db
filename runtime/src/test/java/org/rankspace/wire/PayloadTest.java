package org.rankspace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final int LARGE = 40_000_000;

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 12));
    }
    return bytes;
  }

  private static byte[] join(Payload payload) {
    byte[] all = new byte[(int) payload.length()];
    payload.copyTo(all, 0);
    return all;
  }

  @Test
  void isAsLongAsItsBlocksEvenBeyondTwoGibibytes() {
    byte[] shared = new byte[1 << 20];
    Payload payload =
        Payload.of(java.util.Collections.nCopies(3000, new Payload.Block(shared, 0, 1 << 20)));
    assertThat(payload.length()).isEqualTo(3000L << 20);
  }

  @Test
  void copiesIntoArraysOfItsOwn() {
    byte[] bytes = {1, 2, 3, 4};
    Payload payload =
        Payload.of(List.of(new Payload.Block(bytes, 1, 2), new Payload.Block(bytes, 0, 1)));
    Payload copy = payload.copy();
    bytes[1] = 9;
    assertThat(join(payload)).containsExactly(9, 3, 1);
    assertThat(join(copy)).containsExactly(2, 3, 1);
  }

  @Test
  void canBeFetchedAsItIsRead() {
    byte[] array = new byte[1];
    Payload payload =
        Payload.from(
            index -> {
              array[0] = (byte) (10 + index);
              return new Payload.Block(array, 0, 1);
            },
            3);
    assertThat(payload.length()).isEqualTo(3);
    assertThat(payload.block(0).bytes()).containsExactly(10);
    assertThat(payload.block(1).bytes()).containsExactly(11);
  }

  @Nested
  class Sinks {
    private final PayloadSink sink = new PayloadSink();

    private void feed(byte[] bytes, int piece) {
      sink.begin(bytes.length);
      UnsafeBuffer buffer = new UnsafeBuffer(bytes);
      for (int at = 0; at < bytes.length; at += piece) {
        sink.write(at, buffer, at, Math.min(piece, bytes.length - at));
      }
    }

    @Test
    void collectPiecesOfAnySizeOfMessagesOfAnySize() {
      for (int length : new int[] {0, 1, 255, 256, 257, PayloadSink.SMALL, PayloadSink.SMALL + 1}) {
        feed(pattern(length), 100);
        assertThat(join(sink.payload())).isEqualTo(pattern(length));
      }
      feed(pattern(LARGE), 65_536);
      assertThat(join(sink.payload())).isEqualTo(pattern(LARGE));
      assertThat(sink.payload().blockCount()).isEqualTo(3);
    }

    @Test
    void useOneArrayForSmallMessagesAndNewOnesForLarge() {
      feed(pattern(1000), 1000);
      byte[] small = sink.payload().block(0).bytes();
      feed(pattern(100_000), 1000);
      byte[] large = sink.payload().block(0).bytes();
      feed(pattern(900), 1000);
      assertThat(sink.payload().block(0).bytes()).isSameAs(small);
      assertThat(large).isEqualTo(pattern(100_000));
    }

    @Test
    void takeAWholeMessageAsItIs() {
      Payload whole = Payload.of(pattern(10));
      sink.take(whole);
      assertThat(sink.payload()).isSameAs(whole);
      feed(pattern(5), 5);
      assertThat(join(sink.payload())).isEqualTo(pattern(5));
    }

    @Test
    void allocateNoMoreThanABlockForALengthThatIsOnlyAnnounced() {
      sink.begin(Long.MAX_VALUE);
      assertThat(sink.payload().block(0).bytes()).hasSize(16 << 20);
    }
  }
}
