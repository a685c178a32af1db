package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.examples.ThreadRanks.Ended;

/** docs/builtins.md tells the truth; builtins.py walks it. */
@Timeout(60)
class BuiltinsTest {
  private static final Path WALK = Rankrun.EXAMPLES.resolve("src/test/resources/builtins.py");

  private static ThreadRanks ranks;

  @BeforeAll
  static void start() {
    ranks = new ThreadRanks();
  }

  @AfterAll
  static void stop() {
    ranks.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void everyBuiltInDoesWhatItsPageSays(int size) throws Exception {
    List<Ended> ended = ranks.run(size, WALK);
    assertThat(ended).extracting(Ended::failure).containsOnly("");
    assertThat(ended.getFirst().output()).containsExactly("as docs/builtins.md says");
  }
}
