package org.rankspace.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.error.RankspaceException;

@Timeout(20)
class LayoutTest {
  private static final Layout INT = Layout.of(Cell.FOUR_BYTES, 1, 4);
  private static final Layout DOUBLE = Layout.of(Cell.EIGHT_BYTES, 1, 8);
  private static final Layout BYTE = Layout.of(Cell.BYTE, 1, 1);

  private static byte[] numbered(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static Memory memory(byte[] bytes) {
    return new ArrayMemory(bytes, 0, 0, bytes.length);
  }

  private static byte[] packed(Layout layout, int count, byte[] from) {
    byte[] to = new byte[(int) (count * layout.sizeBytes())];
    layout.pack(count, memory(from), to, 0);
    return to;
  }

  @Test
  void takesAColumnOutOfAMatrix() {
    Layout column = BYTE.vector(3, 1, 4);
    assertThat(packed(column, 1, numbered(12))).containsExactly(0, 4, 8);
    assertThat(column.extent()).isEqualTo(9);
    assertThat(column.sizeBytes()).isEqualTo(3);
    assertThat(column.isDense()).isFalse();
  }

  @Test
  void putsSeveralColumnsSideBySideWhenResized() {
    Layout column = BYTE.vector(3, 1, 4).resized(0, 1);
    assertThat(packed(column, 2, numbered(12))).containsExactly(0, 4, 8, 1, 5, 9);
    byte[] to = new byte[12];
    column.unpack(memory(to), new byte[] {10, 14, 18, 11, 15, 19}, 0, 6);
    assertThat(to).containsExactly(10, 11, 0, 0, 14, 15, 0, 0, 18, 19, 0, 0);
  }

  @Test
  void unpacksWhatIsThereOfTheLastItem() {
    byte[] to = new byte[8];
    INT.vector(2, 1, 8).resized(0, 16).unpack(memory(to), numbered(8), 1, 3);
    assertThat(to).containsExactly(1, 2, 3, 0, 0, 0, 0, 0);
  }

  @Test
  void padsAStructureToItsAlignment() {
    Layout pair = Layout.joined(new long[] {1, 1}, new long[] {0, 8}, new Layout[] {DOUBLE, INT});
    assertThat(pair.extent()).isEqualTo(16);
    assertThat(pair.trueExtent()).isEqualTo(12);
    assertThat(pair.sizeBytes()).isEqualTo(12);
    assertThat(packed(pair, 2, numbered(32)))
        .containsExactly(
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27);
  }

  @Test
  void keepsTheOrderOfBlocks() {
    Layout turned = Layout.joined(new long[] {1, 2}, new long[] {5, 0}, new Layout[] {BYTE});
    assertThat(packed(turned, 1, numbered(6))).containsExactly(5, 0, 1);
    assertThat(turned.lower()).isZero();
    assertThat(turned.extent()).isEqualTo(6);
  }

  @Test
  void isDenseWhereBlocksTouch() {
    assertThat(INT.vector(3, 2, 8).isDense()).isTrue();
    assertThat(INT.vector(0, 2, 8).extent()).isZero();
    assertThat(Layout.joined(new long[] {1, 1}, new long[] {4, 0}, new Layout[] {INT}).isDense())
        .isFalse();
  }

  @Test
  void refusesToReachOutOfTheBuffer() {
    assertThatThrownBy(() -> packed(INT.vector(2, 1, 8), 1, new byte[11]))
        .isInstanceOf(RankspaceException.class)
        .hasMessage("the datatype reaches out of the buffer: byte=8, length=4, buffer=11 bytes");
    assertThatThrownBy(() -> INT.pack(3, memory(new byte[12]), new byte[11], 0))
        .isInstanceOf(RankspaceException.class)
        .hasMessage("the packed data does not fit: needed=12 bytes, there are=11");
  }

  @Test
  void writesExternal32InBigEndian() {
    byte[] to = new byte[16];
    byte[] from =
        ByteBuffer.allocate(16)
            .order(ByteOrder.nativeOrder())
            .putInt(0x01020304)
            .putInt(0)
            .putLong(0x1112131415161718L)
            .array();
    Layout both = Layout.joined(new long[] {1, 1}, new long[] {0, 8}, new Layout[] {INT, DOUBLE});
    both.packExternal(1, memory(from), to, 0);
    assertThat(ByteBuffer.wrap(to).getInt(0)).isEqualTo(0x01020304);
    assertThat(ByteBuffer.wrap(to).getLong(4)).isEqualTo(0x1112131415161718L);
    byte[] back = new byte[16];
    both.unpackExternal(1, memory(back), to, 0);
    assertThat(back).isEqualTo(from);
  }

  @Test
  void shortensLongsInExternal32() {
    for (Cell cell : new Cell[] {Cell.LONG, Cell.UNSIGNED_LONG}) {
      Layout layout = Layout.of(cell, 1, 8);
      assertThat(layout.externalBytes()).isEqualTo(4);
      long value = cell == Cell.LONG ? -7 : 0xFFFFFFF0L;
      byte[] from = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(value).array();
      assertThat(around(layout, from)).isEqualTo(from);
    }
  }

  @Test
  void keepsLongDoublesThroughExternal32() {
    Layout layout = Layout.of(Cell.EXTENDED, 1, 16);
    byte[] minusOneAndAHalf = new byte[16];
    minusOneAndAHalf[7] = (byte) 0xC0; // the 1 before the point, and the half
    minusOneAndAHalf[6] = 1; // a bit in the middle of the fraction
    minusOneAndAHalf[0] = 1; // the last bit
    minusOneAndAHalf[8] = (byte) 0xFF;
    minusOneAndAHalf[9] = (byte) 0xBF;
    assertThat(around(layout, minusOneAndAHalf)).isEqualTo(minusOneAndAHalf);
    assertThat(around(layout, new byte[16])).isEqualTo(new byte[16]);
    byte[] external = new byte[16];
    layout.packExternal(1, memory(minusOneAndAHalf), external, 0);
    assertThat(ByteBuffer.wrap(external).getInt(0)).isEqualTo(0xBFFF8002);
  }

  private static byte[] around(Layout layout, byte[] from) {
    byte[] external = new byte[(int) layout.externalBytes()];
    layout.packExternal(1, memory(from), external, 0);
    byte[] back = new byte[from.length];
    layout.unpackExternal(1, memory(back), external, 0);
    return back;
  }
}
