package org.rankspace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PatienceTest {
  private static Patience of(long spinNs, long yieldNs) {
    return new Patience(new Limits(1, 1, 1, spinNs, yieldNs, 1));
  }

  /** How long it lasts in a wait for nothing. */
  private static long lastingNs(Patience patience) {
    long startNs = System.nanoTime();
    patience.begin();
    while (patience.lasts()) {}
    return System.nanoTime() - startNs;
  }

  @Test
  void lastsAsLongAsItsLimitsAtLeast() {
    assertThat(lastingNs(of(3_000_000, 0))).isGreaterThanOrEqualTo(3_000_000);
  }

  @Test
  void endsAtOnceWithoutTime() {
    Patience patience = of(0, 0);
    patience.begin();
    assertThat(patience.lasts()).isFalse();
  }

  @Test
  void beginsAnewWithEachWait() {
    Patience patience = of(1_000_000, 0);
    assertThat(lastingNs(patience)).isGreaterThanOrEqualTo(1_000_000);
    assertThat(lastingNs(patience)).isGreaterThanOrEqualTo(1_000_000);
  }
}
