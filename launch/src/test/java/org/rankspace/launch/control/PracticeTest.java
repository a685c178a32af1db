package org.rankspace.launch.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PracticeTest {
  private final Seat seat = new Seat(0);

  @Test
  void doesNotMindARankThatIsGone() throws InterruptedException {
    seat.bury("it is gone");
    new Practice(List.of(seat)).run(() -> false);
    assertThat(seat.pending()).isZero();
  }

  @Test
  void endsWhenItIsUnwantedThoughNoRankHasCome() throws InterruptedException {
    int[] asked = {0};
    new Practice(List.of(seat)).run(() -> asked[0]++ > 0);
    assertThat(seat.pending()).isEqualTo(1);
  }
}
