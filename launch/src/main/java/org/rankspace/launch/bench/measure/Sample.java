package org.rankspace.launch.bench.measure;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What was measured of one case at one side.
 *
 * @param warmUpSeconds how long it was run before it was measured
 * @param steady whether it had stopped getting faster by then
 * @param turns for each turn its rounds, in microseconds for one operation; the sides take turns
 */
public record Sample(double warmUpSeconds, boolean steady, List<double[]> turns) {
  public Sample {
    turns = List.copyOf(turns);
  }

  /** Of the rounds of all turns. */
  public Statistics statistics() {
    return Statistics.of(turns.stream().flatMapToDouble(DoubleStream::of).toArray());
  }
}
