package org.rankspace.transport.shm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CoreTest {
  @Test
  void threadsLeaveTheirCoreAndMayComeBack() {
    int cores = Runtime.getRuntime().availableProcessors();
    assumeThat(cores).isGreaterThan(1);
    int others = 0;
    for (int i = 0; i < 100; i++) {
      int before = Core.current();
      Core.leave(before);
      others += Core.current() == before ? 0 : 1;
    }
    // The scheduler may take it back at any time.
    assertThat(others).isGreaterThan(50);
    assertThat(Runtime.getRuntime().availableProcessors()).isEqualTo(cores);
  }
}
