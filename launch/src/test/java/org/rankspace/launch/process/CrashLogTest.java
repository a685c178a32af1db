package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CrashLogTest {
  private final Failure aborted = new Failure(1, 7, "was killed by signal 6 (SIGABRT)", 134, "");

  @Test
  void namesTheSignalThatMadeTheJvmCrash(@TempDir Path folder) throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            """
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007f, pid=7, tid=7
            #

            Native frames: (J=compiled Java code)
            C  [libc.so.6+0x1]

            more
            """);
    assertThat(CrashLog.explain(aborted, log))
        .isEqualTo(
            new Failure(
                1,
                7,
                "crashed by signal 11 (SIGSEGV)",
                139,
                "Native frames: (J=compiled Java code)\nC  [libc.so.6+0x1]"));
    assertThat(log).doesNotExist();
  }

  @Test
  void leavesAFailureAsItIsWhereThereIsNone(@TempDir Path folder) {
    assertThat(CrashLog.explain(aborted, folder.resolve("log"))).isSameAs(aborted);
  }
}
