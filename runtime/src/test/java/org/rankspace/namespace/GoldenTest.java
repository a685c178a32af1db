package org.rankspace.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.codec.Format;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.Payload;

/** Holds the format of messages still: {@code golden.txt} has the bytes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GoldenTest {
  private static final String WHAT_TO_DO =
      """
      The format of messages has changed. If that was not meant, undo it: ranks of different versions would not \
      understand each other. If it was, raise Format.VERSION, say so in CHANGELOG.md and put these lines into golden.txt:
      """;

  @Test
  void theCodecWritesTheseBytes() {
    List<String> changed = new ArrayList<>();
    try (Codecs graal = Codecs.open(false)) {
      for (Golden golden : Golden.all()) {
        byte[] bytes = graal.encode(golden.expression());
        if (!Arrays.equals(bytes, golden.bytes())) {
          changed.add(golden.line(bytes));
        }
      }
    }
    assertThat(changed).as(WHAT_TO_DO + String.join("\n", changed) + "\n").isEmpty();
  }

  @Test
  void everyCodeHasALine() throws IllegalAccessException {
    List<String> missing = new ArrayList<>();
    for (Field code : Format.class.getDeclaredFields()) {
      int value = code.getInt(null);
      if (!List.of("VERSION", "MAX_DEPTH").contains(code.getName())
          && Golden.all().stream().noneMatch(line -> line.isAbout(code.getName(), value))) {
        missing.add(code.getName() + " = " + value);
      }
    }
    assertThat(missing).as("codes of Format without a line in golden.txt: add one").isEmpty();
  }

  @Test
  void theCodecReadsThemAndWritesThemAgain() {
    try (Codecs graal = Codecs.open(false)) {
      for (Golden golden : Golden.all()) {
        Object object = graal.decode(golden.bytes());
        assertThat(graal.isSame(golden.expression(), object)).as(golden.name()).isTrue();
        assertThat(graal.encode(object)).as(golden.name()).isEqualTo(golden.bytes());
      }
    }
  }

  @Test
  void thePortableCodecReadsThemAndIsReadByTheOther() {
    try (Codecs portable = Codecs.open(true)) {
      for (Golden golden : Golden.all()) {
        Object object = portable.decode(golden.bytes());
        assertThat(portable.isSame(golden.expression(), object)).as(golden.name()).isTrue();
        Object again = portable.decode(portable.encode(golden.expression()));
        assertThat(portable.isSame(golden.expression(), again)).as(golden.name()).isTrue();
      }
    }
  }

  @Test
  void plainJavaReadsWhatIsPlain() {
    try (Codecs graal = Codecs.open(false)) {
      for (Golden golden : Golden.all()) {
        PayloadInput in = new PayloadInput().open(Payload.of(golden.bytes()));
        if (golden.plain().equals("refused")) {
          assertThatThrownBy(() -> new PlainCodec().decode(in))
              .as(golden.name())
              .isInstanceOf(RankspaceException.class)
              .hasMessageMatching(
                  "the message is not in Rankspace's format: it has code \\d+, which is not known to"
                      + " plain Java");
          continue;
        }
        Object plain = new PlainCodec().decode(in);
        Object back = graal.decode(Codecs.encode(new PlainCodec(), plain));
        String expected = golden.plain().equals("same") ? golden.expression() : golden.plain();
        assertThat(graal.isSame(expected, back)).as(golden.name()).isTrue();
      }
    }
  }
}
