package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class ExampleTest {
  static Stream<Path> files() {
    return Example.files(Rankrun.EXAMPLES).stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExampleSaysHowToRunItAndWhatItPrints(Path file) {
    Example example = Example.read(file);
    assertThat(example.command()).startsWith("launch/rankrun -np 4 examples/" + example.name());
    assertThat(example.output()).isNotEmpty().doesNotContain("");
  }

  @Test
  void readsCommandAndOutput() {
    Example example =
        Example.parse(
            "x.py",
            "\"\"\"Title.\n\nText.\n\n    launch/rankrun -np 4 x.py\n\n"
                + "Output, the lines in any order:\n\n      two\n    one\n\"\"\"\n\nprint()\n");
    assertThat(example)
        .isEqualTo(new Example("x.py", "launch/rankrun -np 4 x.py", List.of("  two", "one"), true));
  }

  @Test
  void refusesADocstringWithoutOutput() {
    assertThatThrownBy(() -> Example.parse("x.py", "\"\"\"Title.\"\"\"\n"))
        .hasMessage(
            "the docstring does not say how to run it and what it prints: file=x.py;"
                + " see examples/hello.py");
  }
}
