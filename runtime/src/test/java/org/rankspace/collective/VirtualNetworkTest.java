package org.rankspace.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class VirtualNetworkTest {
  @Test
  void reportsWhoWaitsForWhomInADeadlock() {
    assertThatThrownBy(() -> VirtualNetwork.<String, String>run(3, 1, p -> p.recv(2 - p.rank())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("deadlock: [0 waits for 2, 1 waits for 1, 2 waits for 0]");
  }

  @Test
  void reportsAMessageThatNobodyReceived() {
    assertThatThrownBy(
            () ->
                VirtualNetwork.<String, String>run(
                    2,
                    1,
                    p -> {
                      p.send("", 1 - p.rank());
                      return p.rank() == 0 ? p.recv(1) : "";
                    }))
        .hasMessage("never received: source=0, dest=1, messages=1");
  }

  @Test
  void countsAChainAsOneRoundPerRank() {
    var run =
        VirtualNetwork.<String, String>run(
            5,
            1,
            p -> {
              String text = p.rank() == 0 ? "" : p.recv(p.rank() - 1);
              if (p.rank() < 4) {
                p.send(text + p.rank(), p.rank() + 1);
              }
              return text;
            });
    assertThat(run.results().getLast()).isEqualTo("0123");
    assertThat(run.rounds()).isEqualTo(4);
    assertThat(run.messages()).isEqualTo(4);
  }

  @Test
  void countsARootThatSendsToAllAsOneRoundPerMessage() {
    var run =
        VirtualNetwork.<String, String>run(
            5,
            1,
            p -> {
              if (p.rank() > 0) {
                return p.recv(0);
              }
              for (int dest = 1; dest < 5; dest++) {
                p.send("", dest);
              }
              return "";
            });
    assertThat(run.rounds()).isEqualTo(4);
  }
}
