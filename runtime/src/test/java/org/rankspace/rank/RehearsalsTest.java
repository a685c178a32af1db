package org.rankspace.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RehearsalsTest {
  private final AtomicInteger done = new AtomicInteger();

  private void go(Rehearsals rehearsals) {
    while (!rehearsals.areOver()) {
      rehearsals.next();
    }
  }

  @Test
  void areOverAfterSoMany() {
    go(new Rehearsals(done::incrementAndGet, 3));
    assertThat(done).hasValue(3);
  }

  @Test
  void endWithTheFirstThatFails() {
    go(
        new Rehearsals(
            () -> {
              if (done.incrementAndGet() == 2) {
                throw new IllegalStateException("not as usual");
              }
            },
            9));
    assertThat(done).hasValue(2);
  }
}
