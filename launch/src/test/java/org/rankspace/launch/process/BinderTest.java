package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.launch.plan.Binding;

@Timeout(20)
class BinderTest {
  private static final Cores CORES = Cores.of("0-1,4");

  private final Binder bound =
      new Binder(new Binding(Optional.of(Path.of("/usr/bin/taskset")), true), CORES);
  private final Binder free = new Binder(new Binding(Optional.empty(), true), CORES);

  @Test
  void readsTheCoresAsTheSystemWritesThem() {
    assertThat(Cores.of("3").numbers()).containsExactly(3);
    assertThat(Cores.of("0-2,5,10-11").numbers()).containsExactly(0, 1, 2, 5, 10, 11);
    assertThat(Cores.allowed().numbers()).isNotEmpty();
  }

  @Test
  void givesRanksTheCoresInTurn() {
    assertThat(bound.prefix(0)).containsExactly("/usr/bin/taskset", "-c", "0");
    assertThat(bound.prefix(2)).containsExactly("/usr/bin/taskset", "-c", "4");
    assertThat(bound.prefix(4)).containsExactly("/usr/bin/taskset", "-c", "1");
    assertThat(bound.describe(5)).isEqualTo("rank 5: core 4");
  }

  @Test
  void leavesRanksAloneUnlessAsked() {
    assertThat(free.prefix(1)).isEmpty();
    assertThat(free.describe(1)).isEqualTo("rank 1: not bound");
  }
}
