package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rankspace.examples.Rankrun.Ended;

/** Every example prints what its docstring says. */
@Timeout(150)
class ExamplesIT {
  @TempDir Path scratch;

  @AfterAll
  static void stopPool(@TempDir Path folder) throws Exception {
    Rankrun.stopPool(folder);
  }

  static Stream<Example> examples() {
    return Example.files(Rankrun.EXAMPLES).stream().map(Example::read);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void printsWhatItsDocstringSays(Example example) throws Exception {
    Ended ended = Rankrun.run(example.command(), scratch);
    if (example.inAnyOrder()) {
      assertThat(ended.output()).containsExactlyInAnyOrderElementsOf(example.output());
    } else {
      assertThat(ended.output()).isEqualTo(example.output());
    }
    assertThat(ended.exitCode()).as(ended.errors()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -np 3 examples/ring.py    | 0 -> 1 -> 2 -> 0
          -np 1 examples/farm.py    | farm.py needs 2 ranks or more: one hands out tasks, others work
          -np 3 examples/pi.py 1000 | pi is 3.141592736923, off by 8e-08, in 1000 steps
          """)
  void runsOnOtherNumbersOfRanks(String arguments, String output) throws Exception {
    Ended ended = Rankrun.run("launch/rankrun " + arguments, scratch);
    assertThat(ended.output()).isEqualTo(List.of(output));
    assertThat(ended.exitCode()).as(ended.errors()).isZero();
  }
}
