package org.rankspace.transport.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rankspace.transport.ring.Bell;
import org.rankspace.transport.ring.BellContract;

class FutexSleeperTest {
  private final MemorySegment word = Arena.global().allocate(128, 128).asSlice(0, Integer.BYTES);
  private final UnsafeBuffer shared = new UnsafeBuffer(word.address(), Integer.BYTES);

  @Nested
  class InTheKernel extends BellContract {
    @Override
    protected Bell bell() {
      return new Bell(shared, FutexSleeper.on(word, true));
    }
  }

  @Nested
  class Looking extends BellContract {
    @Override
    protected Bell bell() {
      return new Bell(shared, new LookingSleeper());
    }
  }

  @Test
  void aSleeperUsesNoCpu() {
    Bell bell = new Bell(shared, FutexSleeper.on(word, true));
    bell.await(() -> false, 1);
    var threads = ManagementFactory.getThreadMXBean();
    long cpuNs = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
      bell.await(() -> false, TimeUnit.SECONDS.toNanos(1));
    }
    long usedNs = threads.getCurrentThreadCpuTime() - cpuNs;
    assertThat(usedNs).isLessThan(TimeUnit.MILLISECONDS.toNanos(10));
  }

  @Test
  void knowsTheSystemCallOfTheTwoPlatforms() {
    assertThat(FutexSleeper.systemCall("Linux", "amd64")).isEqualTo(202);
    assertThat(FutexSleeper.systemCall("Linux", "aarch64")).isEqualTo(98);
    assertThat(FutexSleeper.systemCall("Linux", "riscv64")).isNegative();
    assertThat(FutexSleeper.systemCall("Mac OS X", "aarch64")).isNegative();
  }
}
