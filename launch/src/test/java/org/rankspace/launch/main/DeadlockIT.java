package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.error.ExitCode;

/** A job in which nobody can go on ends with a report; one that is only slow does not. */
@Timeout(90)
class DeadlockIT {
  @TempDir Path folder;

  @Test
  void namesTheCircleInWhichRanksWait() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            barrier()
            recv((rank + 1) % size, tag=7)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.err())
        .matches(
            """
            rankrun: deadlock: no rank can go on
            rankrun:   rank 0 waits in recv\\(source=1, tag=7\\), for \\d+\\.\\d s, at %1$s:2
            rankrun:   rank 1 waits in recv\\(source=0, tag=7\\), for \\d+\\.\\d s, at %1$s:2
            rankrun: in a circle: rank 0 waits for rank 1, rank 1 waits for rank 0
            """
                .formatted(script.replace(".", "\\.")));
  }

  @Test
  void saysThatTheAwaitedRankHasFinishedAndWhatLiesUnread() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            if rank == 0:
                send('wrong tag', 1, tag=1)
            else:
                recv(0, tag=2)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", "-dev", "local", script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.err())
        .contains("rankrun: deadlock: no rank can go on, and others have finished\n")
        .contains("rank 1 has a message that no receive has taken: from rank 0, tag 1")
        .endsWith("rankrun: rank 1 waits for rank 0, which has finished\n");
  }

  @Test
  void seesThroughThreadsThatWaitForEachOther() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import threading
            thread = threading.Thread(target=lambda: recv(1 - rank, tag=5))
            thread.start()
            thread.join()
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.err()).contains("deadlock: no rank can go on", "recv(source=1, tag=5)");
    assertThat(result.code()).isEqualTo(123);
  }

  @Test
  void leavesThreadsAloneThatWaitForAProcessOrForTime() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import queue, subprocess, threading, time
            results = queue.Queue()
            def work():
                subprocess.run(['sleep', '2'])
                time.sleep(1.5)
                results.put('late')
            if rank == 0:
                threading.Thread(target=work).start()
                threading.Thread(target=lambda: recv(1)).start()
                send(results.get(), 1)
            else:
                print(recv(0))
                send('thanks', 0)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("late\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void leavesASlowJobAlone() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import time
            if rank == 0:
                time.sleep(2)
                end = time.time() + 1.5
                while time.time() < end:
                    pass
                send('late', 1)
            else:
                print(recv(0))
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", "-dev", "local", script).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("late\n");
    assertThat(result.code()).isZero();
  }
}
