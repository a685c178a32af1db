package org.rankspace.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.PythonException;
import org.rankspace.error.RankspaceException;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NamespaceTest {
  private static Interpreter interpreter;

  @BeforeAll
  static void start() {
    interpreter = Interpreter.start();
  }

  @AfterAll
  static void stop() {
    interpreter.close();
  }

  @Nested
  class ADictionary {
    @Test
    void holdsFourContextsOfTheDesign() {
      List<Object> answers = new ArrayList<>();
      List<Namespace> contexts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Namespace c = interpreter.open(Settings.ofThisProcess());
        contexts.add(c);
        c.put("i", i);
      }
      for (Namespace c : contexts) {
        c.execute("j = 2*i");
      }
      for (Namespace c : contexts) {
        answers.add(c.get("j"));
        c.close();
      }
      assertThat(answers).containsExactly(0, 2, 4, 6);
    }

    @Test
    void readsFilesWhoseLengthTheKernelDoesNotTell(@TempDir Path folder) throws IOException {
      Path empty = Files.createFile(folder.resolve("empty"));
      try (Namespace namespace = interpreter.open(Settings.ofThisProcess())) {
        namespace.put("empty", empty.toString());
        namespace.execute(
            """
            import os
            with open('/proc/self/status') as file:
                status = file.read()
            with open('/proc/self/stat', 'rb') as file:
                stat = list(file)
            descriptor = os.open('/dev/zero', os.O_RDONLY)
            zeros = os.read(descriptor, 5)
            os.close(descriptor)
            with open(empty) as file:
                nothing = file.read()
                end = file.seek(0, 2)
            name = status.splitlines()[0].split()[0]
            own = os.getpid()  # which GraalPy reads there
            lines = len(stat)
            """);
        assertThat(namespace.get("name")).isEqualTo("Name:");
        assertThat(((Number) namespace.get("own")).longValue())
            .isEqualTo(ProcessHandle.current().pid());
        assertThat(namespace.get("lines")).isEqualTo(1);
        assertThat(namespace.get("zeros")).isEqualTo(new byte[5]);
        assertThat(namespace.get("nothing")).isEqualTo("");
        assertThat(namespace.get("end")).isEqualTo(0);
      }
    }

    @RepeatedTest(2)
    void letsItsThreadsTakeTurns() {
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            try (Namespace namespace = interpreter.open(Settings.ofThisProcess())) {
              namespace.execute(
                  """
                  import threading, time
                  stop = False
                  def compute():
                      while not stop:
                          pass
                  thread = threading.Thread(target=compute)
                  thread.start()
                  time.sleep(0.1)
                  stop = True
                  thread.join()
                  """);
            }
          });
    }

    @Test
    void keepsNamesAndForgetsThem() {
      try (Namespace namespace = interpreter.open(Settings.ofThisProcess())) {
        assertThat(namespace.names()).isEmpty();
        namespace.execute("a = 1\nb = 'zwei'\ndef f(x):\n    return x + a");
        assertThat(namespace.names()).containsExactly("a", "b", "f");
        namespace.remove("a");
        assertThat(namespace.names()).containsExactly("b", "f");
        assertThatThrownBy(() -> namespace.get("a"))
            .isInstanceOf(RankspaceException.class)
            .hasMessage("there is no such name in the namespace: name=a");
        assertThatThrownBy(() -> namespace.remove("a"))
            .hasMessage("there is no such name in the namespace: name=a");
      }
    }

    @Test
    void copiesPlainValuesBothWays() {
      try (Namespace namespace = interpreter.open(Settings.ofThisProcess())) {
        List<Object> nested = new ArrayList<>(List.of(1, 2.5, "drei", true));
        nested.add(null);
        Map<String, Object> value =
            Map.of("list", nested, "big", BigInteger.TWO.pow(100), "bytes", new byte[] {1, 2, 3});
        namespace.put("v", value);
        namespace.execute("kinds = [type(v[k]).__name__ for k in ('list', 'big', 'bytes')]");
        assertThat(namespace.get("kinds")).isEqualTo(List.of("list", "int", "bytes"));
        Map<?, ?> back = (Map<?, ?>) namespace.get("v");
        assertThat(back.get("list")).isEqualTo(nested);
        assertThat(back.get("big")).isEqualTo(BigInteger.TWO.pow(100));
        assertThat((byte[]) back.get("bytes")).containsExactly(1, 2, 3);
        namespace.execute("t = (1, 2); s = {3}; l = 2**40");
        assertThat(namespace.get("t")).isEqualTo(new PlainCodec.Tuple(List.of(1, 2)));
        assertThat(namespace.get("s")).isEqualTo(Set.of(3));
        assertThat(namespace.get("l")).isEqualTo(1L << 40);
        assertThatThrownBy(() -> namespace.put("o", new Object()))
            .isInstanceOfSatisfying(
                RankspaceException.class,
                fault -> assertThat(fault.errorClass()).isEqualTo(ErrorClass.TYPE));
      }
    }

    @Test
    void reportsErrorsWithTypeMessageAndTraceback() {
      try (Namespace namespace = interpreter.open(Settings.ofThisProcess())) {
        PythonException error =
            catchThrowableOfType(
                PythonException.class,
                () -> namespace.execute("def f():\n    raise ValueError('no good')\nf()"));
        assertThat(error.type()).isEqualTo("ValueError");
        assertThat(error).hasMessage("ValueError: no good");
        assertThat(error.traceback())
            .startsWith("Traceback (most recent call last):")
            .contains("File \"<execute>\", line 3, in <module>")
            .contains("File \"<execute>\", line 2, in f")
            .endsWith("ValueError: no good\n");
        namespace.execute("x = 1");
        assertThat(namespace.get("x")).isEqualTo(1);
        assertThatThrownBy(() -> namespace.execute("x = = 1"))
            .isInstanceOf(PythonException.class)
            .hasMessageStartingWith("SyntaxError: invalid syntax");
      }
    }

    @Test
    void isInterruptedFromOutsideAndLivesOn() {
      try (Namespace namespace = interpreter.open(Settings.ofThisProcess())) {
        namespace.put("x", 1);
        Thread.ofVirtual()
            .start(
                () -> {
                  java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);
                  namespace.interrupt();
                });
        assertThatThrownBy(() -> namespace.execute("while True: pass"))
            .isInstanceOf(PythonException.class);
        assertThat(namespace.get("x")).isEqualTo(1);
      }
    }
  }

  @Nested
  class AProgram {
    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Outcome run(String code, String input) throws Exception {
      Path script = folder.resolve("prog.py");
      Files.writeString(script, code);
      return run(new Program.Script(script), input);
    }

    private Outcome run(Program program, String input) {
      Settings settings =
          new Settings(
              List.of("prog.py", "one", "two"),
              folder,
              Map.of("GREETING", "hej", "PATH", "/bin"),
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              out,
              err);
      try (Namespace namespace = interpreter.open(settings)) {
        return namespace.run(program);
      }
    }

    private String out() {
      return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void findsTheWorldOfCPython() throws Exception {
      Files.writeString(folder.resolve("sibling.py"), "answer = 42");
      Outcome outcome =
          run(
              """
              import os, sys, sibling, pickle
              class C: pass
              print(__name__, sys.argv[1:], os.path.basename(__file__), sibling.answer)
              print(os.getcwd() == sys.path[0], os.environ['GREETING'], 'HOME' in os.environ)
              print(input('name? '), pickle.loads(pickle.dumps(C())).__class__ is C)
              print(sys.stdin.read())
              """,
              "Ada\nrest");
      assertThat(outcome).isEqualTo(new Outcome.Completed());
      assertThat(out())
          .isEqualTo(
              """
              __main__ ['one', 'two'] prog.py 42
              True hej False
              name? Ada True
              rest
              """);
    }

    @Test
    void endsAsItSays() throws Exception {
      assertThat(run("import sys; sys.exit(3)", "")).isEqualTo(new Outcome.Exited(3, ""));
      assertThat(run("import sys; sys.exit()", "")).isEqualTo(new Outcome.Completed());
      assertThat(run("exit(0)", "")).isEqualTo(new Outcome.Completed());
      assertThat(run("quit('bye')", "")).isEqualTo(new Outcome.Exited(1, "bye"));
      assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("bye\n");
      assertThat(run("import atexit; atexit.register(print, 'last')", ""))
          .isEqualTo(new Outcome.Completed());
      assertThat(out()).isEqualTo("last\n");
      assertThat(run("import atexit, sys; atexit.register(print, 'at 3'); sys.exit(3)", ""))
          .isEqualTo(new Outcome.Exited(3, ""));
      assertThat(run("import atexit; atexit.register(print, 'raised'); 1 / 0", ""))
          .isInstanceOf(Outcome.Raised.class);
      assertThat(out()).isEqualTo("last\nat 3\nraised\n");
      assertThat(run("raise KeyboardInterrupt", "").exitCode()).isEqualTo(130);
      assertThat(run(new Program.Command("print(len(__name__))"), ""))
          .isEqualTo(new Outcome.Completed());
      assertThat(out()).endsWith("8\n");
    }

    @Test
    void showsTheTracebackOfItsOwnFrames() throws Exception {
      Outcome outcome = run("def f():\n    return 1 / 0\n\nf()\n", "");
      assertThat(outcome).isInstanceOf(Outcome.Raised.class);
      PythonException error = ((Outcome.Raised) outcome).exception();
      assertThat(error).hasMessage("ZeroDivisionError: division by zero");
      assertThat(error.traceback())
          .contains("prog.py\", line 4, in <module>\n    f()")
          .contains("prog.py\", line 2, in f\n    return 1 / 0")
          .doesNotContain("rankspace:");
    }

    @Test
    void waitsForItsThreads() throws Exception {
      Outcome outcome =
          run(
              """
              import threading, time
              def later():
                  time.sleep(0.2)
                  print('thread done')
              threading.Thread(target=later).start()
              """,
              "");
      assertThat(outcome).isEqualTo(new Outcome.Completed());
      assertThat(out()).isEqualTo("thread done\n");
    }

    @Test
    void losesNothingOfFilesThatNobodyCloses() throws Exception {
      Path file = folder.resolve("file");
      Outcome outcome =
          run(
              """
              open('file', 'w').write('one ')
              print(open('file').read())
              for i in range(200):
                  open(f'file{i}', 'wb').write(b'x')
              print(sum(len(open(f'file{i}').read()) for i in range(200)))
              left = open('file', 'a')
              left.write('two')
              """,
              "");
      assertThat(outcome).isEqualTo(new Outcome.Completed());
      assertThat(out()).isEqualTo("one \n200\n");
      assertThat(file).hasContent("one two");
    }

    @Test
    void knowsTheProcessesAroundIt() throws Exception {
      Outcome outcome =
          run(
              """
              import os, pickle, signal, subprocess
              with open('/proc/self/stat') as stat:
                  parent, group, session = map(int, stat.read().rpartition(')')[2].split()[1:4])
              print(os.getppid() == parent)
              print(os.getpgid(os.getpid()) == os.getpgid(0) == os.getpgrp() == group, os.getsid(0) == session)
              os.kill(os.getpid(), 0)
              os.killpg(os.getpgrp(), 0)
              print(pickle.loads(pickle.dumps(os.kill)) is os.kill)
              for wrong in (99999999, 0), (0, 65), (os.getpid(), -1), (2**40, 0), ('1', 0):
                  try:
                      os.kill(*wrong)
                  except (OSError, OverflowError, TypeError) as error:
                      print(type(error).__name__)
              child = subprocess.Popen(['sleep', '60'])
              child.terminate()
              print(child.wait())
              other = subprocess.run('sleep 60 >/dev/null & echo $!', shell=True, stdout=subprocess.PIPE)
              os.kill(int(other.stdout), signal.SIGKILL)
              """,
              "");
      assertThat(outcome).isEqualTo(new Outcome.Completed());
      assertThat(out())
          .isEqualTo(
              "True\nTrue True\nTrue\nProcessLookupError\nOSError\nOSError\nOverflowError\nTypeError\n-15\n");
    }

    @Test
    void sleepsAsLongAsItIsToldTo() throws Exception {
      Outcome outcome =
          run(
              """
              import pickle, sys
              assert 'time' not in sys.modules
              import time
              print(time.__loader__.__name__, time.__spec__.loader.__name__)
              began = time.perf_counter()
              for _ in range(5):
                  time.sleep(0)
              print(time.perf_counter() - began < 0.9)
              began = time.perf_counter()
              time.sleep(0.2)
              print(time.perf_counter() - began >= 0.2)
              print(pickle.loads(pickle.dumps(time.sleep)) is time.sleep)
              for wrong in ('0', -1, float('nan'), float('inf')):
                  try:
                      time.sleep(wrong)
                  except (TypeError, ValueError, OverflowError) as error:
                      print(type(error).__name__)
              """,
              "");
      assertThat(outcome).isEqualTo(new Outcome.Completed());
      assertThat(out())
          .isEqualTo(
              "BuiltinImporter BuiltinImporter\nTrue\nTrue\nTrue\n"
                  + "TypeError\nValueError\nValueError\nOverflowError\n");
    }
  }
}
