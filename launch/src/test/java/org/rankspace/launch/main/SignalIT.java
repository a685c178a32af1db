package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rankspace.launch.Await.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What signals to the launcher do, and that nothing outlives it. */
@Timeout(90)
class SignalIT {
  @TempDir Path folder;

  private static List<Long> pids(Rankrun run) {
    return run.after("pid").stream().map(Long::valueOf).toList();
  }

  private static void awaitGone(List<Long> pids) {
    await(() -> pids.stream().noneMatch(Rankrun::isAlive));
  }

  @Test
  void interruptRaisesKeyboardInterruptOnEveryRank() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import os, time
            print("pid", os.getpid(), flush=True)
            try:
                if rank == 0:
                    recv()
                else:
                    time.sleep(1000)
            except KeyboardInterrupt:
                print("tidy", rank, flush=True)
                raise
            """);
    try (Rankrun run = Rankrun.in(folder, "-np", "2", script).start()) {
      run.awaitLines("pid", 2);
      run.signal("INT");
      Rankrun.Result result = run.result();
      assertThat(result.code()).isEqualTo(130);
      assertThat(run.after("tidy")).containsExactlyInAnyOrder("0", "1");
      assertThat(result.err()).contains("rankrun: interrupted");
      awaitGone(pids(run));
    }
  }

  @Test
  void secondInterruptKills() throws IOException {
    String program = "trap 'echo no' INT; echo pid $$; while :; do sleep 1000 & wait; done";
    try (Rankrun run = Rankrun.in(folder, "-np", "2", "sh", "-c", program).start()) {
      run.awaitLines("pid", 2);
      run.signal("INT");
      run.awaitLines("no", 2);
      run.signal("INT");
      assertThat(run.result().code()).isEqualTo(130);
      awaitGone(pids(run));
    }
  }

  @Test
  void terminateEndsTheJob() throws IOException {
    String program = "trap 'echo bye; exit' TERM; echo pid $$; while :; do sleep 1000 & wait; done";
    try (Rankrun run = Rankrun.in(folder, "-np", "2", "sh", "-c", program).start()) {
      run.awaitLines("pid", 2);
      run.signal("TERM");
      assertThat(run.result().code()).isEqualTo(143);
      assertThat(run.after("bye")).hasSize(2);
      awaitGone(pids(run));
    }
  }

  @Test
  void userSignalsAreForwarded() throws IOException {
    String program =
        "trap 'echo one' USR1; trap 'echo two; exit 0' USR2; echo pid $$;"
            + " while :; do sleep 1000 & wait; done";
    try (Rankrun run = Rankrun.in(folder, "-np", "2", "sh", "-c", program).start()) {
      run.awaitLines("pid", 2);
      run.signal("USR1");
      run.awaitLines("one", 2);
      run.signal("USR2");
      assertThat(run.result().code()).isZero();
      awaitGone(pids(run));
    }
  }

  @Test
  void aProgramHandlesTheSignalsItSendsItself() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("signals.py"),
            """
            import os, signal, time
            came = []
            for one in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGTERM):
                signal.signal(one, lambda number, frame: came.append(number))
                os.kill(os.getpid(), one)
                while not came:
                    time.sleep(0.01)
                print(came.pop() == one, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
            """);
    try (Rankrun run = Rankrun.in(folder, "-np", "1", script.toString()).start()) {
      assertThat(run.result().code()).isEqualTo(137);
      assertThat(run.result().out()).isEqualTo("True\nTrue\nTrue\n");
    }
  }

  @Test
  void quitShowsWhatEveryRankDoes() throws IOException {
    String script = Rankrun.script(folder, "print('here', flush=True)\nrecv(1 - rank, tag=7)\n");
    try (Rankrun run = Rankrun.in(folder, "--no-deadlock-check", "-np", "2", script).start()) {
      run.awaitLines("here", 2);
      await(
          () -> {
            try {
              run.signal("QUIT");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return Pattern.compile(
                    "rankrun: rank 1 \\(pid \\d+\\) waits in recv\\(source=0, tag=7\\)")
                .matcher(run.err())
                .find();
          });
      run.signal("TERM");
      assertThat(run.result().code()).isEqualTo(143);
      assertThat(run.out().lines()).allMatch(line -> line.equals("here"));
    }
  }

  @Test
  void stopAndContinueReachTheRanks() throws IOException {
    String program = "echo pid $$; read line; echo got $line";
    try (Rankrun run = Rankrun.in(folder, "sh", "-c", program).start()) {
      run.awaitLines("pid", 1);
      run.signal("TSTP");
      await(() -> state(pids(run).getFirst()) == 'T' && state(run.pid()) == 'T');
      run.signal("CONT");
      run.type("it\n");
      assertThat(run.result().code()).isZero();
      assertThat(run.after("got")).containsExactly("it");
    }
  }

  private static char state(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return '?';
    }
  }

  @Test
  void nothingOutlivesAKilledLauncher() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import os, subprocess
            sleeper = subprocess.Popen(["sleep", "1000"])
            print("pid", os.getpid(), flush=True)
            barrier()
            recv() if rank == 0 else barrier()
            """);
    try (Rankrun run = Rankrun.in(folder, "--no-deadlock-check", "-np", "2", script).start()) {
      run.awaitLines("pid", 2);
      List<ProcessHandle> all = ProcessHandle.of(run.pid()).orElseThrow().descendants().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(4);
      run.signal("KILL");
      await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(leftovers(run.pid())).isEmpty();
    }
  }

  @Test
  void nothingOfOtherProgramsOutlivesAKilledLauncher() throws IOException {
    String program = "sleep 1000 & echo pid $!; echo pid $$; sleep 1000";
    try (Rankrun run = Rankrun.in(folder, "-np", "2", "sh", "-c", program).start()) {
      run.awaitLines("pid", 4);
      run.signal("KILL");
      awaitGone(pids(run));
    }
  }

  @Test
  void nothingIsLeftBehindByAJobThatEndsWell() throws IOException {
    String program = "sleep 1000 >/dev/null 2>&1 & echo pid $!";
    try (Rankrun run = Rankrun.in(folder, "-np", "2", "sh", "-c", program).start()) {
      assertThat(run.result().code()).isZero();
      awaitGone(pids(run));
    }
  }

  private static List<Path> leftovers(long launcher) throws IOException {
    try (Stream<Path> shared = Files.list(Path.of("/dev/shm"));
        Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return Stream.concat(shared, temporary)
          .filter(file -> file.getFileName().toString().startsWith("rankspace-" + launcher + "-"))
          .toList();
    }
  }
}
