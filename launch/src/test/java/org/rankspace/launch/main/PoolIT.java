package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rankspace.launch.Await.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes are kept after a job, and the next job finds nothing of it in them. */
@Timeout(180)
class PoolIT {
  @TempDir Path folder;
  private Path pool;

  @BeforeEach
  void nameThePool() {
    pool = folder.resolve("pool");
  }

  @AfterEach
  void stopThePool() throws IOException {
    assertThat(rankspacePool("stop")).isZero();
    await(() -> idle().isEmpty());
  }

  private int rankspacePool(String word) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Rankrun.COMMAND.resolveSibling("rankspace").toString(), "pool", word)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pool.out").toFile());
    builder.environment().put("RANKSPACE_POOL_DIR", pool.toString());
    builder.environment().put("RANKSPACE_PREPARE", "no");
    Process process = builder.start();
    return process.onExit().join().exitValue();
  }

  private Rankrun.Line rankrun(String... words) {
    return Rankrun.in(folder, words)
        .with("RANKSPACE_POOL", "")
        .with("RANKSPACE_POOL_DIR", pool.toString());
  }

  private List<Long> idle() {
    try (Stream<Path> sockets = Files.exists(pool) ? Files.list(pool) : Stream.empty()) {
      return sockets
          .map(socket -> Long.parseLong(socket.getFileName().toString().split("[-.]")[1]))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs {@code first}, which must leave a process, then {@code second} in it. */
  private Rankrun.Result after(String first, String second) throws IOException {
    assertThat(rankrun(Rankrun.script(folder, first)).run().code()).isZero();
    List<Long> kept = idle();
    assertThat(kept).hasSize(1);
    String script = Rankrun.script(folder, second + "print(os.getpid())\n");
    Rankrun.Result result = rankrun(script).run();
    assertThat(result.out()).endsWith(kept.getFirst() + "\n");
    assertThat(result.err()).isEmpty();
    return result;
  }

  @Test
  void showsAJobNothingOfTheOneBefore() throws IOException {
    Files.createDirectory(folder.resolve("elsewhere"));
    Rankrun.Result result =
        after(
            """
            import atexit, builtins, json, os, sys, threading
            builtins.leak = json.leak = sys.leak = 'leak'
            sys.path.append('leak'); sys.setrecursionlimit(5000); sys.modules['leak'] = json
            os.environ['LEAK'] = 'leak'; os.chdir('elsewhere')
            threading.Thread(target=threading.Event().wait, daemon=True).start()
            atexit.register(lambda: open('atexit', 'w').close())
            """,
            """
            import builtins, json, os, signal, sys, threading
            assert not hasattr(builtins, 'leak') and not hasattr(json, 'leak')
            assert not hasattr(sys, 'leak') and 'leak' not in sys.path + list(sys.modules)
            assert sys.getrecursionlimit() != 5000 and 'LEAK' not in os.environ
            assert signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL
            assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
            assert threading.active_count() == 1 and not iprobe()
            os.system('echo from a shell')
            print(os.path.basename(os.getcwd()) != 'elsewhere', rank, size)
            """);
    assertThat(result.out()).startsWith("from a shell\nTrue 0 1\n");
    assertThat(folder.resolve("elsewhere/atexit")).exists();
  }

  @Test
  void keepsNoProcessThatFailedOrLeftSomething() throws IOException {
    assertThat(rankrun("-c", "1 / 0").run().code()).isEqualTo(1);
    assertThat(idle()).isEmpty();
    String starts = "import subprocess; subprocess.Popen(['sleep', '60'])";
    assertThat(rankrun("-c", starts).run().code()).isZero();
    assertThat(idle()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep 60 &", "set -m; sleep 20 &"})
  void keepsNoProcessThatStillHasKin(String command) throws IOException {
    String starts = "import subprocess; subprocess.run(['bash', '-c', '%s'])".formatted(command);
    Rankrun.Result result =
        rankrun("-c", starts).with("RANKSPACE_JAVA_OPTIONS", "-Drankspace.pool.verbose=true").run();
    assertThat(result.err()).contains("the program has left a process");
    assertThat(idle()).isEmpty();
  }

  @Test
  void closesTheFilesThatAJobLeftOpen() throws IOException {
    rankrun("-c", "kept = open('left', 'w'); kept.write('all of it')").run();
    assertThat(folder.resolve("left")).hasContent("all of it");
    long rank = idle().getFirst();
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(rank), "fd"))) {
      assertThat(open.map(PoolIT::target)).noneMatch(target -> target.endsWith("/left"));
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  @Test
  void endsAJobWhoseReusedRankIsKilled() throws IOException {
    assertThat(rankrun("-c", "pass").run().code()).isZero();
    long rank = idle().getFirst();
    String script =
        Rankrun.script(folder, "print('now', flush=True)\nimport time\ntime.sleep(60)\n");
    try (Rankrun run = rankrun(script).start()) {
      run.awaitLines("now", 1);
      Rankrun.signal("KILL", rank);
      assertThat(run.result().code()).isEqualTo(137);
    }
  }

  @Test
  void endsAReusedRankWhoseLauncherIsKilled() throws IOException {
    assertThat(rankrun("-c", "pass").run().code()).isZero();
    long rank = idle().getFirst();
    String script =
        Rankrun.script(folder, "print('now', flush=True)\nimport time\ntime.sleep(60)\n");
    try (Rankrun run = rankrun(script).start()) {
      run.awaitLines("now", 1);
      run.signal("KILL");
      await(() -> !Rankrun.isAlive(rank));
    }
  }
}
