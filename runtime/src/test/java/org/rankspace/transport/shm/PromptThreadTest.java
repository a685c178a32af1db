package org.rankspace.transport.shm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PromptThreadTest {
  private static final Path SCHEDULING = Path.of("/proc/thread-self/sched");
  private static final Pattern TURN = Pattern.compile("se\\.slice\\s*:\\s*(\\d+)");

  /** The kernel's turns of the calling thread, in ns; -1 where it does not tell. */
  private static long turnNs() throws IOException {
    Matcher turn = TURN.matcher(Files.exists(SCHEDULING) ? Files.readString(SCHEDULING) : "");
    return turn.find() ? Long.parseLong(turn.group(1)) : -1;
  }

  private static boolean isKernelOldEnoughToIgnoreTurns() {
    String[] version = System.getProperty("os.version").split("[.-]");
    int major = Integer.parseInt(version[0]);
    return major < 6 || major == 6 && Integer.parseInt(version[1]) < 12;
  }

  @Test
  void shortensTheTurnsOfTheCallingThreadOnly() throws Exception {
    assumeThat(turnNs()).isPositive();
    assumeThat(isKernelOldEnoughToIgnoreTurns()).isFalse();
    long before = turnNs();
    FutureTask<List<Long>> turns =
        new FutureTask<>(
            () -> {
              long mine = turnNs();
              PromptThread.shortenTurns();
              return List.of(mine, turnNs());
            });
    Thread.ofPlatform().start(turns);
    assertThat(turns.get()).containsExactly(before, 100_000L);
    assertThat(turnNs()).isEqualTo(before);
  }
}
