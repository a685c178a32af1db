package org.rankspace.launch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FrameFormatTest {
  static Stream<Frame> frames() {
    byte[] nonce = new byte[32];
    Arrays.fill(nonce, (byte) -1);
    return Stream.of(
        new Frame.Hello(1, nonce),
        new Frame.Login(nonce, nonce),
        new Frame.Welcome(nonce, 65_535),
        new Frame.Request(1 << 31, new int[] {0, 65_535}, new byte[] {1, 0}),
        new Frame.Interrupt(7),
        new Frame.Result(7, 3, new byte[] {1, 1}),
        new Frame.Failure(7, 3, new byte[100_000]),
        new Frame.Output(7, 3, 2, new byte[] {65}),
        new Frame.Status(9),
        new Frame.Stop());
  }

  private static byte[] bytes(Frame frame) {
    FrameFormat.Split split = FrameFormat.encode(frame);
    return ByteBuffer.allocate(split.head().length + split.body().length)
        .put(split.head())
        .put(split.body())
        .array();
  }

  private static Frame read(byte[] bytes) throws IOException {
    return FrameFormat.read(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void givesBackWhatItWasGiven(Frame frame) throws IOException {
    assertThat(read(bytes(frame))).usingRecursiveComparison().isEqualTo(frame);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void refusesBytesAfterTheEndOrTakesThemAsTheBody(Frame frame) throws IOException {
    byte[] longer = Arrays.copyOf(bytes(frame), bytes(frame).length + 1);
    if (FrameFormat.encode(frame).body().length > 32) { // a body goes on to the end of its frame
      assertThat(read(longer)).isNotEqualTo(frame);
    } else if (FrameFormat.encode(frame).body().length == 0) {
      assertThatThrownBy(() -> read(longer))
          .hasMessage("malformed frame: bytes after the end: count=1");
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 11, 127, -1})
  void refusesAnUnknownKind(byte kind) {
    assertThatThrownBy(() -> read(new byte[] {kind}))
        .hasMessage("malformed frame: unknown kind: kind=" + kind);
  }

  @Test
  void refusesMoreRanksThanThereAreBytes() {
    assertThatThrownBy(() -> read(new byte[] {4, 0, 0, 0, 1, -1, -1, 0}))
        .hasMessage("malformed frame: it ends too early: left=1, wanted=131070");
  }
}
