package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program finds, reads and writes. */
@Timeout(90)
class ProgramIT {
  @TempDir Path folder;

  @Test
  void runsSeveralProgramsAsOneWorld() throws IOException {
    String sender = Rankrun.script(folder, "import sys\nsend(sys.argv[1], 1)\n");
    String receiver = Rankrun.script(folder, "print(recv(0), rank, size)\n");
    Rankrun.Result result =
        Rankrun.in(folder, "-np", "1", sender, "hello", ":", "-np", "1", receiver).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("hello 1 2\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void aScriptFindsWhatCPythonWouldGiveIt() throws IOException {
    Path place = Files.createDirectory(folder.resolve("with space"));
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.writeString(place.resolve("sibling.py"), "value = 42\n");
    Files.writeString(
        place.resolve("script.py"),
        """
        import os, sys
        import sibling
        print(__name__, os.path.basename(__file__), sys.argv[1:], sibling.value)
        print(os.getcwd(), sys.path[0])
        print(os.environ["RANK"], os.environ["WORLD_SIZE"], os.environ["LOCAL_RANK"],
              os.environ["LOCAL_WORLD_SIZE"], os.environ["PMI_RANK"], os.environ["PMI_SIZE"],
              os.environ["RANKSPACE_RANK"], os.environ["RANKSPACE_SIZE"], os.environ["GREETING"],
              "RANKSPACE_SECRET" in os.environ)
        print(sys.stdin.readline().strip())
        print("to stderr", file=sys.stderr)
        """);
    Path link = Files.createSymbolicLink(folder.resolve("a link"), Rankrun.COMMAND);
    Rankrun.Result result =
        Rankrun.in(work, "-x", "GREETING=hello there", "../with space/script.py", "-l", "a b", "")
            .by(link)
            .run("a line\n");
    assertThat(result.out())
        .isEqualTo(
            """
            __main__ script.py ['-l', 'a b', ''] 42
            %s %s
            0 1 0 1 0 1 0 1 hello there False
            a line
            """
                .formatted(work.toRealPath(), place.toRealPath()));
    assertThat(result.err()).isEqualTo("to stderr\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void whereRanksTakeAllCoresPythonsCompilerGetsReadyWhenItIsWanted() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import contextlib, os, time
            def compilers():
                names = []
                for task in os.listdir("/proc/self/task"):
                    with contextlib.suppress(FileNotFoundError):
                        names.append(open(f"/proc/self/task/{task}/comm").read())
                return sum(name.startswith("TruffleCompiler") for name in names)
            def area(steps):
                return sum(1 / (1 + i * i) for i in range(steps))
            before = compilers()
            end = time.monotonic() + 40
            while compilers() == 0 and time.monotonic() < end:
                area(10_000)
            print(before, compilers() > 0)
            """);
    int ranks = Math.max(2, Runtime.getRuntime().availableProcessors());
    Rankrun.Result result = Rankrun.in(folder, "-np", Integer.toString(ranks), script).run();
    assertThat(result.out()).isEqualTo("0 True\n".repeat(ranks));
  }

  @Test
  void whatIsLeftOverIsNamed() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            if rank == 0:
                request = irecv(1, tag=9)
                barrier()
            else:
                send("unwanted", 0, tag=3)
                barrier()
            bcast("ours", root=rank)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.err())
        .contains("rank 0 ended without having received a message: from rank 1, tag 3")
        .contains("rank 0 ended with a pending request: recv(source=1, tag=9)")
        // By the rank that ends last, or by both.
        .containsPattern(
            "rank (0|1) ended without its part in a collective: rank (?!\\1)(0|1) was in"
                + " bcast\\(root=\\2\\) as its collective number 2");
    assertThat(result.code()).isZero();
  }

  @Test
  void progressIsShownOnATerminalOnly() throws IOException {
    String script = Rankrun.script(folder, "import time\nprint('begins')\ntime.sleep(2)\n");
    Rankrun.Result piped = Rankrun.in(folder, "--progress", "-np", "2", script).run();
    assertThat(piped.err()).isEmpty();
    assertThat(piped.out()).isEqualTo("begins\nbegins\n");
    String line = Rankrun.COMMAND + " --progress -np 2 " + script;
    Rankrun.Result shown =
        Rankrun.in(folder, "-qec", line, "/dev/null").by(Path.of("/usr/bin/script")).run();
    assertThat(shown.out()).containsPattern("rank 1 .* in .* out .* running").contains("begins");
    assertThat(shown.out().indexOf("rank 1")).isLessThan(shown.out().lastIndexOf("running"));
    assertThat(shown.code()).isZero();
  }

  @Test
  void ranksOfOneProcessHaveStreamsAndEnvironmentOfTheirOwn() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import os, sys
            print("rank", rank, size, os.environ["RANK"], repr(sys.stdin.read()))
            print("error", rank, file=sys.stderr)
            assert allreduce(rank) == 1
            """);
    Rankrun.Result result =
        Rankrun.in(folder, "-np", "2", "-dev", "local", "-l", "--stdin", "1", script).run("input");
    assertThat(result.err().lines()).containsExactlyInAnyOrder("[0] error 0", "[1] error 1");
    assertThat(result.out().lines())
        .containsExactlyInAnyOrder("[0] rank 0 2 0 ''", "[1] rank 1 2 1 'input'");
    assertThat(result.code()).isZero();
  }

  @Test
  void codeCanComeFromStandardInput() throws IOException {
    Rankrun.Result result =
        Rankrun.in(folder, "-", "a")
            .run("import sys\nprint(sys.argv, repr(sys.stdin.read()))\nsys.exit(7)\n");
    assertThat(result.out()).isEqualTo("['-', 'a'] ''\n");
    assertThat(result.code()).isEqualTo(7);
  }

  @Test
  void aModuleRunsAsWithPython() throws IOException {
    Files.writeString(
        folder.resolve("tool.py"), "import sys\nprint(__name__, sys.argv[1:], rank)\nsys.exit()\n");
    Rankrun.Result result = Rankrun.in(folder, "-m", "tool", "-m", "x").run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("__main__ ['-m', 'x'] 0\n");
    assertThat(result.code()).isZero();
    Files.writeString(folder.resolve("tool.py"), "import sys\nsys.exit(3)\n");
    assertThat(Rankrun.in(folder, "-m", "tool").run().code()).isEqualTo(3);
  }

  @Test
  void aProgramStartsPythonByTheNameThatSysHasForIt() throws IOException {
    String code =
        """
        import subprocess, sys
        code = 'import sys; print(sys.implementation.name, size, sys.argv[1:])'
        subprocess.run([sys.executable, '-u', '-c', code, 'a b'], check=True)
        """;
    Rankrun.Result result = Rankrun.in(folder, "-c", code).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("graalpy 1 ['a b']\n");
  }

  @Test
  void anyProgramRunsAsItIs() throws IOException {
    Rankrun.Result result = Rankrun.in(folder, "-np", "4", "hostname").run();
    assertThat(result.code()).isZero();
    assertThat(result.out().lines()).hasSize(4);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void linesDoNotMix() throws IOException {
    String program = "for i in $(seq 500); do printf %s $RANK; printf '%s\\n' $RANK$RANK; done";
    Rankrun.Result result = Rankrun.in(folder, "-np", "4", "sh", "-c", program).run();
    assertThat(result.out().lines()).hasSize(2000).allMatch(line -> line.matches("(\\d)\\1\\1"));
  }

  @Test
  void outputIsTaggedAndKeptInFiles() throws IOException {
    String program = "echo out $RANK; echo err $RANK >&2";
    Rankrun.Result result =
        Rankrun.in(folder, "-np", "2", "-l", "--output-filename", "logs", "sh", "-c", program)
            .run();
    assertThat(result.out().lines()).containsExactlyInAnyOrder("[0] out 0", "[1] out 1");
    assertThat(result.err().lines()).containsExactlyInAnyOrder("[0] err 0", "[1] err 1");
    assertThat(folder.resolve("logs/rank.1/stdout")).hasContent("out 1");
    assertThat(folder.resolve("logs/rank.1/stderr")).hasContent("err 1");
  }

  @Test
  void standardErrorCanBeMerged() throws IOException {
    Rankrun.Result result =
        Rankrun.in(folder, "--merge-stderr-to-stdout", "sh", "-c", "echo err >&2").run();
    assertThat(result.out()).isEqualTo("err\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void standardInputGoesToRankZeroOrToAll() throws IOException {
    String program = "echo $RANK $(cat)";
    Rankrun.Result one = Rankrun.in(folder, "-np", "2", "sh", "-c", program).run("text\n");
    assertThat(one.out().lines()).containsExactlyInAnyOrder("0 text", "1");
    Rankrun.Result all =
        Rankrun.in(folder, "-np", "2", "--stdin", "all", "sh", "-c", program).run("text\n");
    assertThat(all.out().lines()).containsExactlyInAnyOrder("0 text", "1 text");
  }

  @Test
  void badLinesAreRefusedBeforeAnythingStarts() throws IOException {
    Rankrun.Result count = Rankrun.in(folder, "-np", "0", "hostname").run();
    assertThat(count)
        .isEqualTo(
            new Rankrun.Result(
                2,
                "",
                "rankrun: not a number of ranks: -np=0; give a whole number from 1 to 1024\n"));
    Rankrun.Result missing = Rankrun.in(folder, "nosuchprogram").run();
    assertThat(missing)
        .isEqualTo(
            new Rankrun.Result(
                127, "", "rankrun: the program does not exist: program=nosuchprogram\n"));
  }

  @Test
  void aReaderThatGoesAwayEndsTheJob() throws IOException {
    Path rankrun = Rankrun.COMMAND;
    Process pipeline =
        new ProcessBuilder(
                "bash",
                "-c",
                "RANKSPACE_PREPARE=no RANKSPACE_POOL=no \"$0\" -np 2 sh -c 'while :; do echo y; done' | head -n 1; echo ${PIPESTATUS[0]}",
                rankrun.toString())
            .directory(folder.toFile())
            .start();
    assertThat(new String(pipeline.getInputStream().readAllBytes())).isEqualTo("y\n141\n");
  }
}
