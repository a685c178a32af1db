package org.rankspace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameHeaderTest {
  private static FrameHeader example() {
    return new FrameHeader()
        .kind(FrameKind.RTS)
        .plane(FrameHeader.COLLECTIVE)
        .operation(0x0302)
        .source(0x07060504)
        .context(0x0f0e0d0c0b0a0908L)
        .tag(0x13121110)
        .root(0x17161514)
        .length(0x1f1e1d1c1b1a1918L)
        .handle(0x2726252423222120L)
        .position(0x2f2e2d2c2b2a2928L);
  }

  private static byte[] bytes(FrameHeader header) {
    byte[] bytes = new byte[FrameHeader.LENGTH];
    header.bytes().getBytes(0, bytes);
    return bytes;
  }

  @Test
  void everyFieldHasItsPlace() {
    assertThat(HexFormat.of().formatHex(bytes(example())))
        .isEqualTo(
            "0201020304050607"
                + "08090a0b0c0d0e0f"
                + "1011121314151617"
                + "18191a1b1c1d1e1f"
                + "2021222324252627"
                + "28292a2b2c2d2e2f");
  }

  @Test
  void everyFieldComesBackFromAnywhereInABuffer() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[100]);
    buffer.putBytes(13, bytes(example()));
    FrameHeader read = new FrameHeader().wrap(buffer, 13);
    assertThat(read)
        .hasToString(
            "RTS source=117835012, context=f0e0d0c0b0a0908, plane=1, operation=770, tag=319951120,"
                + " root=387323156, length=2242261671028070680, handle=2820983053732684064,"
                + " position=3399704436437297448");
    assertThat(read.kind()).isEqualTo(FrameKind.RTS);
    assertThat(read.plane()).isEqualTo(FrameHeader.COLLECTIVE);
    assertThat(read.operation()).isEqualTo(0x0302);
    assertThat(read.source()).isEqualTo(0x07060504);
    assertThat(read.context()).isEqualTo(0x0f0e0d0c0b0a0908L);
    assertThat(read.tag()).isEqualTo(0x13121110);
    assertThat(read.root()).isEqualTo(0x17161514);
    assertThat(read.length()).isEqualTo(0x1f1e1d1c1b1a1918L);
    assertThat(read.handle()).isEqualTo(0x2726252423222120L);
    assertThat(read.position()).isEqualTo(0x2f2e2d2c2b2a2928L);
  }

  @Test
  void lengthsGoBeyondFourGibibytes() {
    FrameHeader header = new FrameHeader().length(1L << 40).position((1L << 40) - 1);
    assertThat(header.length()).isEqualTo(1_099_511_627_776L);
    assertThat(header.position()).isEqualTo(1_099_511_627_775L);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindComesBack(FrameKind kind) {
    FrameHeader header = new FrameHeader().kind(kind);
    assertThat(header.kind()).isEqualTo(kind);
    assertThat(header.valid()).isTrue();
  }

  @Test
  void saysWhatCannotBeAHeader() {
    assertThat(new FrameHeader().length(-1).valid()).isFalse();
    assertThat(new FrameHeader().position(-1).valid()).isFalse();
    byte[] unknownKind = new byte[FrameHeader.LENGTH];
    unknownKind[0] = (byte) FrameKind.values().length;
    FrameHeader header = new FrameHeader().wrap(new UnsafeBuffer(unknownKind), 0);
    assertThat(header.valid()).isFalse();
    assertThat(header)
        .hasToString(
            "invalid source=0, context=0, plane=0, operation=0, tag=0, root=0, length=0, handle=0,"
                + " position=0");
  }
}
