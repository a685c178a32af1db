package org.rankspace.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.KryoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.wire.Payload;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PayloadStreamsTest {
  private static byte[] bytes(Payload payload) {
    byte[] all = new byte[(int) payload.length()];
    new PayloadInput().open(payload).readInto(all, all.length);
    return all;
  }

  /** The same bytes in blocks of {@code size}, with an empty one now and then. */
  private static Payload cut(byte[] bytes, int size) {
    List<Payload.Block> blocks = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += size) {
      if (at % 3 == 0) {
        blocks.add(new Payload.Block(bytes, at, 0));
      }
      blocks.add(new Payload.Block(bytes, at, Math.min(size, bytes.length - at)));
    }
    return Payload.of(blocks);
  }

  private static void writeAllKinds(PayloadOutput out) {
    for (int i = 0; i < 40; i++) {
      out.writeByte(i);
      out.writeVarLong(Long.MIN_VALUE >> i, false);
      out.writeVarInt(Integer.MAX_VALUE >> (i & 15), true);
      out.writeDouble(i * 1.25);
      out.writeDoubles(new double[] {i, -i, 0.5}, 3);
      out.writeInts(new int[] {i, -i}, 2);
      out.writeLongs(new long[] {1L << i, -i}, 2);
      Scalars.writeText(out, "text " + i);
    }
  }

  private static void readAllKinds(PayloadInput in) {
    for (int i = 0; i < 40; i++) {
      assertThat(in.readByte()).isEqualTo((byte) i);
      assertThat(in.readVarLong(false)).isEqualTo(Long.MIN_VALUE >> i);
      assertThat(in.readVarInt(true)).isEqualTo(Integer.MAX_VALUE >> (i & 15));
      assertThat(in.readDouble()).isEqualTo(i * 1.25);
      double[] doubles = new double[3];
      in.readDoubles(doubles);
      assertThat(doubles).containsExactly(i, -i, 0.5);
      int[] ints = new int[2];
      in.readInts(ints);
      assertThat(ints).containsExactly(i, -i);
      long[] longs = new long[2];
      in.readLongs(longs);
      assertThat(longs).containsExactly(1L << i, -i);
      assertThat(in.readByte()).isEqualTo((byte) Format.LATIN_TEXT);
      assertThat(Scalars.readText(in, Format.LATIN_TEXT)).isEqualTo("text " + i);
    }
    assertThat(in.remaining()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 100, 100_000})
  void readsValuesThatLieAcrossBlocksOfAnySize(int size) {
    PayloadOutput out = new PayloadOutput();
    writeAllKinds(out);
    PayloadInput in = new PayloadInput();
    readAllKinds(in.open(cut(bytes(out.payload()), size)));
    readAllKinds(in.open(out.payload()));
  }

  @Test
  void writesValuesAcrossTheEndOfABlock() {
    PayloadOutput out = new PayloadOutput();
    byte[] filler = new byte[1000];
    // The block ends at 16 MiB: the values are written on both sides of it.
    int before = 16 * 1024 * 1024 / filler.length - 1;
    for (int i = 0; i < before; i++) {
      out.writeBytes(filler);
    }
    writeAllKinds(out);
    Payload payload = out.payload();
    assertThat(payload.blockCount()).isEqualTo(2);
    assertThat(payload.length()).isGreaterThan(16 * 1024 * 1024);
    PayloadInput in = new PayloadInput().open(payload);
    for (int i = 0; i < before; i++) {
      in.readInto(filler, filler.length);
    }
    readAllKinds(in);
  }

  @Test
  void refersToLongByteArraysAndCopiesShortOnes() {
    byte[] longArray = new byte[64 * 1024];
    byte[] shortArray = new byte[64 * 1024 - 1];
    PayloadOutput out = new PayloadOutput();
    out.writeByte(1);
    out.writeLasting(longArray, 0, longArray.length);
    out.writeByte(2);
    Payload payload = out.payload();
    assertThat(out.isContiguous()).isFalse();
    assertThat(payload.blockCount()).isEqualTo(3);
    assertThat(payload.block(1).bytes()).isSameAs(longArray);
    assertThat(bytes(payload)[65_537]).isEqualTo((byte) 2);
    out.reset();
    out.writeLasting(shortArray, 0, shortArray.length);
    assertThat(out.isContiguous()).isTrue();
    assertThat(out.payload().block(0).bytes()).isNotSameAs(shortArray);
  }

  @Test
  void doesNotTouchAPayloadOfSeveralBlocksWhenItWritesTheNextMessage() {
    PayloadOutput out = new PayloadOutput();
    out.writeByte(1);
    out.writeLasting(new byte[100_000], 0, 100_000);
    Payload first = out.payload();
    byte[] before = bytes(first);
    out.reset();
    out.writeBytes(new byte[] {7, 7, 7});
    assertThat(bytes(first)).isEqualTo(before);
    assertThat(out.isContiguous()).isTrue();
  }

  @Test
  void writesBulkNumbersOfMoreThanABlock() {
    double[] numbers = new Random(1).doubles(5_000_000).toArray();
    PayloadOutput out = new PayloadOutput();
    out.writeByte(3);
    out.writeDoubles(numbers, numbers.length);
    Payload payload = out.payload();
    assertThat(payload.length()).isEqualTo(40_000_001);
    PayloadInput in = new PayloadInput().open(payload);
    assertThat(in.readByte()).isEqualTo((byte) 3);
    double[] read = new double[numbers.length];
    in.readDoubles(read);
    assertThat(read).isEqualTo(numbers);
  }

  @Test
  void readsWhatIsFetchedPieceByPieceIntoOneArray() {
    PayloadOutput out = new PayloadOutput();
    out.writeInt(77);
    out.writeDouble(2.5);
    out.writeByte(5);
    out.writeLong(-1);
    out.writeBytes(new byte[] {1, 2, 3, 4, 5});
    byte[] message = out.toByteArray();
    for (int length = 1; length <= message.length; length++) {
      byte[] piece = new byte[length];
      PayloadInput in =
          new PayloadInput()
              .open(
                  Payload.from(
                      index -> {
                        int at = index * piece.length;
                        int count = Math.min(piece.length, message.length - at);
                        System.arraycopy(message, at, piece, 0, count);
                        return new Payload.Block(piece, 0, count);
                      },
                      message.length));
      assertThat(in.readInt()).isEqualTo(77);
      assertThat(in.readDouble()).isEqualTo(2.5);
      assertThat(in.readByte()).isEqualTo((byte) 5);
      assertThat(in.readLong()).isEqualTo(-1);
      assertThat(in.readBytes(5)).containsExactly(1, 2, 3, 4, 5);
      assertThat(in.remaining()).isZero();
    }
  }

  @Test
  void saysThatAMessageEndsTooEarly() {
    PayloadInput in = new PayloadInput().open(cut(new byte[7], 3));
    assertThatThrownBy(in::readDouble)
        .isInstanceOf(KryoException.class)
        .hasMessage("the message ends too early");
    assertThatThrownBy(() -> in.open(Payload.EMPTY).readByte())
        .isInstanceOf(KryoException.class)
        .hasMessage("the message ends too early");
  }

  @Test
  void letsNobodyClaimWhatIsClaimedAlready() {
    PayloadOutput out = new PayloadOutput();
    out.writeVarInt(6, true);
    out.writeVarInt(6, true);
    out.writeBytes(new byte[10]);
    PayloadInput in = new PayloadInput().open(out.payload());
    assertThat(Scalars.readElementCount(in, 1)).isEqualTo(6);
    assertThat(in.unclaimed()).isEqualTo(5);
    in.release(1);
    assertThatThrownBy(() -> Scalars.readElementCount(in, 1))
        .hasMessage(
            "the message is not in Rankspace's format: it has a count of 6 with 5 bytes left");
  }
}
