package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.examples.Rankrun.Ended;

/** README.md tells the truth. */
@Timeout(150)
class ReadmeIT {
  @TempDir Path scratch;

  @AfterAll
  static void stopPool(@TempDir Path folder) throws Exception {
    Rankrun.stopPool(folder);
  }

  @Test
  void itsProgramPrintsWhatItSays() throws Exception {
    Readme readme = Readme.read();
    Ended ended = Rankrun.run(readme.commandFor(readme.writtenInto(scratch)), scratch);
    assertThat(ended.output()).isEqualTo(readme.output());
    assertThat(ended.exitCode()).as(ended.errors()).isZero();
  }
}
