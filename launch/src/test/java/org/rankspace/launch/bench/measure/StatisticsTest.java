package org.rankspace.launch.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StatisticsTest {
  @Test
  void ofOneRoundIsThatRound() {
    assertThat(Statistics.of(new double[] {4.5}))
        .isEqualTo(new Statistics(1, 4.5, 4.5, 4.5, 4.5, 4.5));
  }

  @Test
  void ofAHundredAndOneRoundsInAnyOrder() {
    double[] us = IntStream.rangeClosed(0, 100).mapToDouble(i -> (i * 37) % 101).toArray();
    assertThat(Statistics.of(us)).isEqualTo(new Statistics(101, 0, 10, 50, 90, 99));
  }

  @Test
  void interpolatesBetweenTwoRounds() {
    Statistics statistics = Statistics.of(new double[] {2, 1});
    assertThat(statistics.median()).isEqualTo(1.5);
    assertThat(statistics.p90()).isCloseTo(1.9, within(1e-12));
  }

  @Test
  void doesNotReorderTheRounds() {
    double[] us = {3, 1, 2};
    Statistics.of(us);
    assertThat(us).containsExactly(3, 1, 2);
  }

  @Test
  void needsARound() {
    assertThatThrownBy(() -> Statistics.of(new double[0])).hasMessage("there are no rounds");
  }

  @Test
  void aSampleCountsTheRoundsOfAllTurns() {
    Sample sample = new Sample(1, true, List.of(new double[] {1, 2}, new double[] {9}));
    assertThat(sample.statistics().median()).isEqualTo(2);
    assertThat(sample.statistics().rounds()).isEqualTo(3);
  }

  @Test
  void theRatioIsOursDividedByTheirs() {
    Case test = new Case("latency", Form.OBJECT, "int", 0, 2);
    Sample ours = new Sample(1, true, List.of(new double[] {1, 1, 7}));
    Sample theirs = new Sample(1, true, List.of(new double[] {4}));
    Measured measured = new Measured(test, Map.of(Side.RANKSPACE, ours, Side.MPI4PY, theirs));
    assertThat(measured.ratioTo(Side.MPI4PY)).hasValue(0.25);
    assertThat(measured.ratioTo(Side.MPJ)).isEmpty();
  }
}
