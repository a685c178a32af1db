package org.rankspace.collective.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RoutesTest {
  @Test
  void takesWhatWasMeasuredWhereNothingIsSet() {
    assertThat(Routes.from(Map.of("HOME", "/"))).isEqualTo(Routes.MEASURED);
  }

  @Test
  void takesTheUsersNumbers() {
    Routes routes =
        Routes.from(
            Map.of(
                "RANKSPACE_BCAST_SCATTER_BYTES", "10",
                "RANKSPACE_BCAST_SCATTER_RANKS", "3",
                "RANKSPACE_REDUCE_PIECES_BYTES", "20",
                "RANKSPACE_ALLGATHER_RING_BYTES", "30",
                "RANKSPACE_GATHER_TREE_RANKS", "5",
                "RANKSPACE_ALLTOALL_BRUCK_RANKS", "6"));
    assertThat(routes.broadcastsByScatter(3, 10)).isTrue();
    assertThat(routes.broadcastsByScatter(2, 10)).isFalse();
    assertThat(routes.broadcastsByScatter(3, 9)).isFalse();
    assertThat(routes.reducesInPieces(2, 20)).isTrue();
    assertThat(routes.reducesInPieces(2, 19)).isFalse();
    assertThat(routes.gathersByBruck(3, 29)).isTrue();
    assertThat(routes.gathersByBruck(3, 30)).isFalse();
    assertThat(routes.distributesByTree(5)).isTrue();
    assertThat(routes.distributesByTree(4)).isFalse();
    assertThat(routes.exchangesByBruck(6)).isTrue();
    assertThat(routes.exchangesByBruck(5)).isFalse();
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> Routes.from(Map.of("RANKSPACE_ALLGATHER_RING_BYTES", "8k")))
        .hasMessage(
            "the environment variable must be a number from 0 to 999999999, the same for all ranks:"
                + " RANKSPACE_ALLGATHER_RING_BYTES=8k");
  }
}
