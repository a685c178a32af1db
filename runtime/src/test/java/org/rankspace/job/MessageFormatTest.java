package org.rankspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.error.RankspaceException;

@Timeout(20)
class MessageFormatTest {
  static Stream<Message> messages() {
    return Stream.of(
        new Message.Hello(1, "0.1", "secret", 3, 1L << 40),
        new Message.Start(Message.Kind.MODULE, "json", List.of("a", "", "\u00fc\ud83d\ude00")),
        new Message.Offer("address"),
        new Message.Gathered(List.of("a", "b")),
        new Message.Output(Message.Stream.ERR, new byte[] {1, -1, 0}),
        new Message.Input(new byte[0]),
        new Message.Failing(),
        new Message.Ask(1L << 40),
        new Message.State(
            12,
            "waits",
            new Activity(
                true,
                1L << 50,
                3,
                1L << 40,
                List.of(
                    new Activity.Wait(
                        "recv(source=1, tag=7)",
                        List.of(1, -1),
                        1500,
                        "a.py:3",
                        new Activity.Collective(1L << 40, 6, 3, -1, "barrier() on world"))),
                List.of("from rank 0"),
                new Traffic(1, 1L << 33, 2, 0))),
        new Message.Call(1L << 40, new byte[] {1, 0}),
        new Message.Interrupt(7, "rank 2 is gone"),
        new Message.Reply(7, true, new byte[] {1, 0}),
        new Message.Finished(),
        new Message.AllFinished(),
        new Message.Released(),
        new Message.Notice("unread"),
        new Message.Failed(Ending.RAISED, -1, "message", "x".repeat(100_000)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void givesBackWhatItWasGiven(Message message) {
    assertThat(MessageFormat.decode(MessageFormat.encode(message)))
        .usingRecursiveComparison()
        .isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void refusesAMessageThatEndsTooEarly(Message message) {
    byte[] whole = MessageFormat.encode(message);
    for (int length = 0; length < Math.min(whole.length, 50); length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MessageFormat.decode(part)).isInstanceOf(RankspaceException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 18, 127, -1})
  void refusesAnUnknownType(byte type) {
    assertThatThrownBy(() -> MessageFormat.decode(new byte[] {type}))
        .hasMessage("malformed control message: unknown type: type=" + type);
  }

  @Test
  void refusesALengthThatCannotBe() {
    assertThatThrownBy(() -> MessageFormat.decode(new byte[] {3, 127, -1, -1, -1}))
        .hasMessage("malformed control message: count out of range: count=2147483647, left=0");
  }

  @Test
  void refusesBytesAfterTheEnd() {
    assertThatThrownBy(() -> MessageFormat.decode(new byte[] {7, 0}))
        .hasMessage("malformed control message: bytes after the end: count=1");
  }

  @Test
  void showsNoSecret() {
    assertThat(new Message.Hello(1, "0.1", "secret", 3, 7).toString()).doesNotContain("secret");
  }
}
