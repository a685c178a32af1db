package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rankspace.job.Traffic;

class RankProgressTest {
  @Test
  void hasALineForEachRank() {
    RankProgress progress = new RankProgress(2);
    progress.answer(1, "waits in recv(source=0, tag=7)", new Traffic(1234, 999, 2, 12_345_678));
    assertThat(progress.lines())
        .containsExactly(
            "rank 0            0 in      0 B          0 out      0 B  starting",
            "rank 1        1,234 in    999 B          2 out  12.3 MB  waits in recv(source=0, tag=7)");
  }
}
