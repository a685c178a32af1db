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

/** Programs for mpi4py run unchanged: the files in mpi4py walk what it promises. */
@Timeout(120)
class Mpi4pyTest {
  private static final Path WALK = Rankrun.EXAMPLES.resolve("src/test/resources/mpi4py/walk.py");

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
  @ValueSource(ints = {1, 2, 3, 4})
  void everyTopicIsAsInMpi4py(int size) throws Exception {
    List<Ended> ended = ranks.run(size, WALK);
    assertThat(ended).extracting(Ended::failure).containsOnly("");
    assertThat(ended.getFirst().output()).containsExactly("as mpi4py does");
  }
}
