package org.rankspace.launch.bench.measure;

import java.util.Map;
import java.util.OptionalDouble;

/** A case with the samples of those sides that know it. */
public record Measured(Case test, Map<Side, Sample> samples) {
  public Measured {
    samples = Map.copyOf(samples);
  }

  /** Our median divided by theirs, smaller is better for us; empty where a side is missing. */
  public OptionalDouble ratioTo(Side other) {
    Sample ours = samples.get(Side.RANKSPACE);
    Sample theirs = samples.get(other);
    return ours == null || theirs == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(ours.statistics().median() / theirs.statistics().median());
  }
}
