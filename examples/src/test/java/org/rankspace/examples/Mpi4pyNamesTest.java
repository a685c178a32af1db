package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.examples.ThreadRanks.Ended;

/** docs/mpi4py.md says which names of mpi4py there are, and each of them says what it is. */
@Timeout(120)
class Mpi4pyNamesTest {
  private static final Path NAMES = Rankrun.EXAMPLES.resolve("src/test/resources/mpi4py/names.py");
  private static final Path PAGE = Rankrun.REPOSITORY.resolve("docs/mpi4py.md");

  @Test
  void theTableIsWhatTheModuleHas() throws Exception {
    try (ThreadRanks ranks = new ThreadRanks()) {
      Ended ended = ranks.run(1, NAMES).getFirst();
      assertThat(ended.failure()).isEmpty();
      List<String> table =
          Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ")).toList();
      List<String> rows = ended.output().stream().filter(line -> line.startsWith("| ")).toList();
      assertThat(rows).hasSizeGreaterThan(20);
      assertThat(table)
          .as("the table of %s; it should be: %n%s", PAGE, String.join("\n", ended.output()))
          .containsExactlyElementsOf(rows);
    }
  }
}
