package org.rankspace.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SpawnTest {
  @TempDir Path folder;

  /** Runs a shell that reads {@code input}; returns when it has ended. */
  private static void sh(String script, String input, String... arguments) throws IOException {
    int[] ends = Libc.pipe();
    String[] words = new String[arguments.length + 4];
    System.arraycopy(new String[] {"/bin/sh", "-c", script, "name"}, 0, words, 0, 4);
    System.arraycopy(arguments, 0, words, 4, arguments.length);
    int pid = Spawn.start(ends[0], words);
    assertThat(ProcessHandle.of(pid)).isPresent();
    Libc.close(ends[0]);
    try (FileOutputStream out = new FileOutputStream("/proc/self/fd/" + ends[1])) {
      Libc.close(ends[1]);
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    Spawn.await(pid);
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void givesAProgramItsInputAndArguments() throws IOException {
    Path file = folder.resolve("what it read");
    sh("echo \"$2\" > \"$1\"; cat >> \"$1\"", "a line\n", file.toString(), "gr\u00fcn");
    assertThat(file).hasContent("gr\u00fcn\na line\n");
  }

  @Test
  void givesItNothingOfTheEnvironmentButAPath() throws IOException {
    Path file = folder.resolve("environment");
    sh("env > \"$1\"", "", file.toString());
    assertThat(file)
        .content()
        .contains("PATH=" + System.getenv("PATH") + "\n")
        .doesNotContain("HOME=");
  }

  @Test
  void letsItsOutputGoNowhere() throws IOException {
    Path file = folder.resolve("streams");
    sh("out=$(readlink /proc/$$/fd/1 /proc/$$/fd/2); echo \"$out\" > \"$1\"", "", file.toString());
    assertThat(file).hasContent("/dev/null\n/dev/null\n");
  }

  @Test
  void saysThatThereIsNoSuchProgram() {
    assertThat(Spawn.start(0, folder.resolve("none").toString())).isEqualTo(-1);
  }
}
