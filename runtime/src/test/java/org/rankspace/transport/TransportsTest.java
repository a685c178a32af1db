package org.rankspace.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.error.RankspaceException;

@Timeout(20)
class TransportsTest {
  @ParameterizedTest
  @ValueSource(strings = {"auto", "shm", "mpj"})
  void aWorldOfOneNeedsNoExchange(String kind) {
    try (Transport transport = Transports.open(kind, null, 0, 1, "any")) {
      assertThat(transport.size()).isEqualTo(1);
      assertThat(transport.poll((buffer, index, length) -> {}, 1)).isZero();
      transport.wakeup();
      transport.await(TimeUnit.DAYS.toNanos(1));
    }
  }

  @Test
  void namesTheKindsThatThereAre() {
    assertThatThrownBy(() -> Transports.open("ib", null, 0, 2, "any"))
        .isInstanceOf(RankspaceException.class)
        .hasMessage("There is no such transport: transport=ib. Use one of auto, shm, mpj.");
  }
}
