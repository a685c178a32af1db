package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rankspace.examples.ThreadRanks.Ended;

/**
 * The examples do on threads what they do in processes ({@link ExamplesIT}), and at other sizes.
 */
@Timeout(60)
class ExamplesTest {
  private static ThreadRanks ranks;

  @BeforeAll
  static void start() {
    ranks = new ThreadRanks();
  }

  @AfterAll
  static void stop() {
    ranks.close();
  }

  static Stream<Path> files() {
    return Example.files(Rankrun.EXAMPLES).stream();
  }

  private static List<String> outputOf(int size, Path file) throws Exception {
    List<Ended> ended = ranks.run(size, file);
    assertThat(ended).extracting(Ended::failure).containsOnly("");
    return ended.stream().flatMap(rank -> rank.output().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void fourRanksPrintWhatTheDocstringSays(Path file) throws Exception {
    assertThat(outputOf(4, file)).isEqualTo(Example.read(file).output());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExampleRunsAtOtherSizes(Path file) throws Exception {
    for (int size : List.of(1, 3)) {
      assertThat(outputOf(size, file)).isNotEmpty();
    }
  }

  @Test
  void theReadmesProgramPrintsWhatItSays(@TempDir Path scratch) throws Exception {
    Readme readme = Readme.read();
    assertThat(outputOf(4, readme.writtenInto(scratch))).isEqualTo(readme.output());
  }
}
