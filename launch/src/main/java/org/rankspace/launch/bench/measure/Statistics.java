package org.rankspace.launch.bench.measure;

import org.apache.commons.statistics.descriptive.Quantile;

/**
 * What the rounds of a case say, in microseconds for one operation.
 *
 * @param rounds how many there were
 */
public record Statistics(
    int rounds, double min, double p10, double median, double p90, double p99) {
  private static final double[] PROBABILITIES = {0, 0.1, 0.5, 0.9, 0.99};

  /**
   * Of at least one round. Between two rounds the percentile is interpolated (Hyndman and Fan 1996,
   * definition 7, the one of R and NumPy).
   */
  public static Statistics of(double[] us) {
    if (us.length == 0) {
      throw new IllegalArgumentException("there are no rounds");
    }
    double[] q =
        Quantile.withDefaults()
            .with(Quantile.EstimationMethod.HF7)
            .withCopy(true)
            .evaluate(us, PROBABILITIES);
    return new Statistics(us.length, q[0], q[1], q[2], q[3], q[4]);
  }
}
