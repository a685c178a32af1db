package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rankspace.launch.Await.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rank fails: the others are stopped, the report says why, the exit code is the first one's. */
@Timeout(90)
class FailureIT {
  private static final long TWO_SECONDS_NS = Duration.ofSeconds(2).toNanos();

  @TempDir Path folder;

  private String script(String code) throws IOException {
    return Rankrun.script(folder, code);
  }

  /**
   * Runs it; says "now" on one rank marks the moment of the failure, 2 s before the end at most.
   */
  private Rankrun.Result runUntilFailure(Rankrun.Line line) throws IOException {
    try (Rankrun run = line.start()) {
      run.awaitLines("now", 1);
      long sinceNs = System.nanoTime();
      Rankrun.Result result = run.result();
      assertThat(System.nanoTime() - sinceNs).isLessThan(TWO_SECONDS_NS);
      return result;
    }
  }

  @Test
  void failsTheJobWhenOneRankThrowsWhileTheOthersAreInABarrier() throws IOException {
    String script =
        script(
            """
            def work(n):
                return 10 // n

            allgather(rank)
            if rank == 1:
                print("now", flush=True)
                work(0)
            barrier()
            """);
    Rankrun.Result result = runUntilFailure(Rankrun.in(folder, "-np", "3", script));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .matches(
            """
            rankrun: rank 1 \\(\\S+, pid \\d+\\) raised ZeroDivisionError: .*
            Traceback \\(most recent call last\\):
              File "%1$s", line 7, in <module>
                work\\(0\\)
            (    ~+\\^+
            )?  File "%1$s", line 2, in work
                return 10 // n
            (    .*
            )?ZeroDivisionError: .*
            rankrun: stopped 2 other ranks; exit code 1
            """
                .formatted(script.replace(".", "\\.")));
  }

  @Test
  void groupsTheRanksThatFailInTheSameWay() throws IOException {
    String script = script("barrier()\nimport nosuchmodule\n");
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .containsOnlyOnce("Traceback (most recent call last)")
        .matches("(?s).*\nrankrun: the same on rank [01]\n");
  }

  @Test
  void exitsWithTheStatusOfSysExitWhileAnotherRankComputes() throws IOException {
    String script =
        script(
            """
            import sys
            barrier()
            if rank == 1:
                print("now", flush=True)
                sys.exit(3)
            while True:
                pass
            """);
    Rankrun.Result result = runUntilFailure(Rankrun.in(folder, "-np", "2", script));
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .matches(
            "rankrun: rank 1 \\(\\S+, pid \\d+\\) called sys\\.exit\\(3\\)\n"
                + "rankrun: stopped 1 other rank; exit code 3\n");
  }

  @Test
  void abortsWhileAnotherRankReceives() throws IOException {
    String script =
        script(
            """
            barrier()
            if rank == 1:
                print("now", flush=True)
                abort(4)
            recv(1)
            """);
    Rankrun.Result result = runUntilFailure(Rankrun.in(folder, "-np", "2", script));
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err())
        .contains(
            "MPI_ABORT was invoked on rank 1 in communicator MPI_COMM_WORLD with errorcode 4.");
  }

  @Test
  void exitsAtOnceWithTheStatusOfUnderscoreExitWhileAnotherRankSleeps() throws IOException {
    String script =
        script(
            """
            import os, time
            barrier()
            if rank == 1:
                print("now", flush=True)
                os._exit(5)
            time.sleep(1000)
            """);
    Rankrun.Result result = runUntilFailure(Rankrun.in(folder, "-np", "2", script));
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).contains(" left by os._exit(5), without finalizing\n");
  }

  @Test
  void takesLeavingWithoutFinalizingForAFailure() throws IOException {
    Rankrun.Result result = Rankrun.in(folder, "-c", "import os; os._exit(0)").run();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .matches(
            "rankrun: rank 0 \\(\\S+, pid \\d+\\) left by os\\._exit\\(0\\), without finalizing\n");
  }

  @Test
  void namesTheSignalThatKilledARank() throws IOException {
    String script =
        script(
            """
            import os, subprocess
            sleeper = subprocess.Popen(["sleep", "1000"])
            print("pid", rank, os.getpid(), sleeper.pid, flush=True)
            barrier() if rank == 0 else recv()
            """);
    try (Rankrun run = Rankrun.in(folder, "--no-deadlock-check", "-np", "2", script).start()) {
      run.awaitLines("pid", 2);
      String victim = run.after("pid 1").getFirst().split(" ")[0];
      long sinceNs = System.nanoTime();
      Rankrun.signal("KILL", Long.parseLong(victim));
      Rankrun.Result result = run.result();
      assertThat(System.nanoTime() - sinceNs).isLessThan(TWO_SECONDS_NS);
      assertThat(result.code()).isEqualTo(137);
      assertThat(result.err())
          .contains(
              "was killed by signal 9 (SIGKILL); perhaps because the machine ran out of memory");
      for (String pids : run.after("pid")) {
        for (String pid : pids.split(" ")) {
          long number = Long.parseLong(pid);
          await(() -> number < 2 || !Rankrun.isAlive(number));
        }
      }
    }
  }

  @Test
  void tellsACrash() throws IOException {
    String script = script("import os\nprint('pid', os.getpid(), flush=True)\nrecv()\n");
    try (Rankrun run = Rankrun.in(folder, "--no-deadlock-check", script).start()) {
      run.awaitLines("pid", 1);
      Rankrun.signal("SEGV", Long.parseLong(run.after("pid").getFirst()));
      Rankrun.Result result = run.result();
      assertThat(result.err()).contains(" crashed by signal 11 (SIGSEGV)\n");
      assertThat(result.code()).isEqualTo(139);
    }
  }

  @Test
  void tellsThatMemoryIsExhausted() throws IOException {
    String script =
        script(
            """
            hoard = []
            if rank == 1:
                while True:
                    hoard.append(bytearray(1 << 20))
            barrier()
            """);
    Rankrun.Result result =
        Rankrun.in(folder, "-np", "2", script).with("RANKSPACE_JAVA_OPTIONS", "-Xmx300m").run();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("rank 1 ").containsAnyOf("ran out of memory", "MemoryError");
  }

  @Test
  void failsAJobOfThreadsInTheSameWay() throws IOException {
    String script =
        script(
            """
            barrier()
            if rank == 1:
                print("now", flush=True)
                raise ValueError("boom")
            recv(source=1)
            """);
    Rankrun.Result result =
        runUntilFailure(Rankrun.in(folder, "-np", "3", "-dev", "local", script));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("raised ValueError: boom\n", "stopped 2 other ranks");
  }

  @Test
  void endsAProgramThatIsNotPythonAtOnceToo() throws IOException {
    String program = "[ $RANK = 1 ] && { echo now; exit 5; }; sleep 1000";
    Rankrun.Result result = runUntilFailure(Rankrun.in(folder, "-np", "3", "sh", "-c", program));
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err())
        .matches(
            "rankrun: rank 1 \\(\\S+, pid \\d+\\) ended with exit code 5\n"
                + "rankrun: stopped 2 other ranks; exit code 5\n");
  }

  @Test
  void endsWhenTheTimeIsUp() throws IOException {
    Rankrun.Result result =
        Rankrun.in(folder, "-np", "2", "--timeout", "0.5", "sleep", "1000").run();
    assertThat(result.code()).isEqualTo(124);
    assertThat(result.err())
        .contains("rankrun: the time is up: --timeout=0.5 s (or MPIEXEC_TIMEOUT)\n")
        .containsPattern("rankrun: rank 1 \\(pid \\d+\\) starting\n");
  }
}
