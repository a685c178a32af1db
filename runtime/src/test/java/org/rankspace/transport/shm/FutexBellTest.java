package org.rankspace.transport.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.BellContract;

class FutexBellTest {
  private static Bell bell(Futex futex) {
    return new FutexBell(Arena.ofAuto().allocate(128, 128).asSlice(0, 4), futex);
  }

  @Nested
  class WithTheKernel extends BellContract {
    @Override
    protected Bell bell() {
      return FutexBellTest.bell(Futex.ofThisPlatform());
    }
  }

  @Nested
  class Polling extends BellContract {
    @Override
    protected Bell bell() {
      return FutexBellTest.bell(new Futex.Polling());
    }
  }

  @Test
  void aSleeperUsesNoCpu() {
    Bell bell = bell(Futex.ofThisPlatform());
    var threads = ManagementFactory.getThreadMXBean();
    long cpuNs = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
      bell.await(() -> false, TimeUnit.SECONDS.toNanos(1));
    }
    assertThat(threads.getCurrentThreadCpuTime() - cpuNs)
        .isLessThan(TimeUnit.MILLISECONDS.toNanos(10));
  }

  @Test
  void knowsTheSystemCallOfTheTwoPlatforms() {
    assertThat(Futex.Kernel.systemCall("Linux", "amd64")).isEqualTo(202);
    assertThat(Futex.Kernel.systemCall("Linux", "aarch64")).isEqualTo(98);
    assertThat(Futex.Kernel.systemCall("Linux", "riscv64")).isNegative();
    assertThat(Futex.Kernel.systemCall("Mac OS X", "aarch64")).isNegative();
  }
}
