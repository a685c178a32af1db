package org.rankspace.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.codec.PlainCodec.Tuple;
import org.rankspace.error.PythonException;
import org.rankspace.error.RankspaceException;

/** The calls of docs/cluster.md, in one namespace that is emptied after each test. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServiceTest {
  private static final int RANK = 3;
  private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
  private static Interpreter interpreter;
  private static Namespace namespace;
  private static Service service;

  @BeforeAll
  static void open() {
    interpreter = Interpreter.start();
    namespace =
        interpreter.open(
            new Settings(
                List.of(""),
                Path.of("").toAbsolutePath(),
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                OUT,
                OUT));
    service = namespace.serve(RANK, () -> null);
  }

  @AfterAll
  static void close() {
    namespace.close();
    interpreter.close();
  }

  @AfterEach
  void empty() {
    call("clear");
    OUT.reset();
  }

  private static Tuple tuple(Object... elements) {
    return new Tuple(Arrays.asList(elements));
  }

  private static Object call(Object... call) {
    return decoded(service.answer(encoded(call)));
  }

  private static byte[] encoded(Object... call) {
    PayloadOutput out = new PayloadOutput();
    new PlainCodec().encode(tuple(call), out);
    return out.toByteArray();
  }

  private static Object decoded(byte[] value) {
    return new PlainCodec().decode(new PayloadInput().open(value));
  }

  private static PythonException failure(Object... call) {
    return catchThrowableOfType(PythonException.class, () -> call(call));
  }

  @Test
  void executesAndDisplaysTheLastExpressionIfAskedTo() {
    assertThat(call("execute", "a = 6\na * 7", true)).isEqualTo("42");
    assertThat(call("execute", "a * 7", false)).isNull();
    assertThat(call("execute", "None", true)).isNull();
    assertThat(call("execute", "", true)).isNull();
    assertThat(call("execute", "print('said')", false)).isNull();
    assertThat(OUT.toString(StandardCharsets.UTF_8)).isEqualTo("said\n");
  }

  @Test
  void putsAndGets() {
    call("put", Map.of("a", List.of(1, "b"), "c", new byte[] {7}));
    assertThat(call("get", "a")).isEqualTo(List.of(1, "b"));
    assertThat(call("get", List.of("a", "c")))
        .usingRecursiveComparison()
        .isEqualTo(List.of(List.of(1, "b"), new byte[] {7}));
    assertThat(failure("get", "d")).hasMessage("NameError: name 'd' is not defined");
  }

  @Test
  void takesACallFromLentMemoryAndPutsALargeAnswerThere(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("memory"));
    try (FileChannel memory =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] large = new byte[1 << 20];
      Arrays.fill(large, (byte) 7);
      byte[] put = encoded("put", Map.of("a", large));
      memory.write(ByteBuffer.wrap(put));
      assertThat(decoded(service.answer(lending(file, put.length, new byte[0])))).isNull();

      ByteBuffer answer = ByteBuffer.wrap(service.answer(lending(file, 0, encoded("get", "a"))));
      assertThat(answer.get()).isZero();
      byte[] value = new byte[(int) answer.getLong()];
      assertThat(answer.hasRemaining()).isFalse();
      memory.read(ByteBuffer.wrap(value), (1L + RANK) << 32);
      assertThat(decoded(value)).isEqualTo(large);

      byte[] small = service.answer(lending(file, 0, encoded("execute", "6 * 7", true)));
      assertThat(decoded(small)).isEqualTo("42");
      byte[] tooLong = lending(file, 1L << 50, new byte[0]);
      assertThatThrownBy(() -> service.answer(tooLong))
          .isInstanceOf(RankspaceException.class)
          .hasMessageStartingWith("the client's memory cannot be read: why=");
    }
  }

  @Test
  void rehearsesWithoutATrace() {
    call("put", Map.of("a", 1));
    Object before = call("snapshot");
    service.rehearse();
    assertThat(call("snapshot")).usingRecursiveComparison().isEqualTo(before);
    assertThat(OUT.size()).isZero();
  }

  private static byte[] lending(Path file, long length, byte[] call) throws IOException {
    int descriptor = 0;
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : open.toList()) {
        if (Files.exists(link) && Files.isSameFile(link, file)) {
          descriptor = Integer.parseInt(link.getFileName().toString());
        }
      }
    }
    int pid = (int) ProcessHandle.current().pid();
    return ByteBuffer.allocate(17 + call.length)
        .put((byte) 0)
        .putInt(pid)
        .putInt(descriptor)
        .putLong(length)
        .put(call)
        .array();
  }

  @Test
  void appliesFunctionsByNameExpressionDefinitionAndClosure() {
    call("execute", "k = 10\ndef f(x, y=1): return x + y + k", false);
    assertThat(call("apply", tuple("f", null), List.of(1), Map.of("y", 2))).isEqualTo(13);
    assertThat(call("apply", tuple("lambda x: x + k", null), List.of(1), Map.of())).isEqualTo(11);
    assertThat(call("apply", tuple("def g(x):\n  return x * k", null), List.of(2), Map.of()))
        .isEqualTo(20);
    assertThat(
            call("apply", tuple("lambda z: lambda x: x + z", Map.of("z", 5)), List.of(1), Map.of()))
        .isEqualTo(6);
    assertThat(call("execute", "'g' in globals()", true)).isEqualTo("False");
  }

  @Test
  void reportsEachItemOfAFarmByItself() {
    Tuple function = tuple("lambda x: 1 // x if x < 5 else object()", null);
    List<?> outcomes = (List<?>) call("farm", function, List.of(1, 0, 5));
    assertThat(outcomes.get(0)).isEqualTo(tuple(true, 1));
    assertThat(outcomes.get(1).toString()).contains("ZeroDivisionError");
    assertThat(outcomes.get(2).toString())
        .contains("only plain data can leave a rank for a client: type=object");
  }

  @Test
  void answersWithoutPickles() {
    call(
        "execute",
        "import datetime\nclass P: pass\nd = datetime.date(2020, 1, 1)\np = [P()]",
        false);
    assertThat(failure("get", "d").type()).isEqualTo("SerializationError");
    assertThat(failure("get", "p").text())
        .isEqualTo("only plain data can leave a rank for a client: type=__main__.P");
  }

  @Test
  void saysWhatWasRaisedAndWhere() {
    PythonException failure = failure("execute", "def f():\n  1/0\nf()", false);
    assertThat(failure.traceback())
        .isEqualTo(
            """
            Traceback (most recent call last):
              File "<input>", line 3, in <module>
              File "<input>", line 2, in f
            ZeroDivisionError: division by zero
            """);
    assertThat(failure("execute", "import sys; sys.exit(3)", false)).hasMessage("SystemExit: 3");
    assertThat(failure("execute", "a b", false).type()).isEqualTo("SyntaxError");
    assertThat(failure("nonsense").type()).isEqualTo("KeyError");
    assertThat(failure("put", 3).type()).isEqualTo("TypeError");
    assertThat(failure("put", Map.of("a", 1), 2).type()).isEqualTo("TypeError");
    assertThat(failure("execute", 3, false).type()).isEqualTo("TypeError");
    assertThat(failure("get", List.of("a", "b")).type()).isEqualTo("NameError");
    assertThat(failure().type()).isEqualTo("ValueError");
    assertThatThrownBy(() -> service.answer(new byte[] {1, 99}))
        .isInstanceOf(RankspaceException.class);
  }

  @Test
  void runsAScriptInAFreshNamespaceOrTheLivingOne(@TempDir Path folder) throws IOException {
    Path script = folder.resolve("script.py");
    Files.writeString(
        script,
        "import sys\nassert __name__ == '__main__'\nb = 'a' in globals()\nsys.exit(len(sys.argv) + b)");
    call("put", Map.of("a", 1));
    String path = script.toString();
    String here = folder.toString();
    assertThat(call("run", path, List.of("script.py", "x"), here, false)).isEqualTo(2);
    assertThat(failure("get", "b").type()).isEqualTo("NameError");
    assertThat(call("run", path, List.of("script.py"), here, true)).isEqualTo(2);
    assertThat(call("get", "b")).isEqualTo(true);
  }

  @Test
  void completesNames() {
    call("put", Map.of("apple", 1, "text", ""));
    assertThat((List<?>) call("names", "app")).asString().isEqualTo("[apple]");
    assertThat((List<?>) call("names", "text.upp")).asString().isEqualTo("[text.upper]");
    assertThat((List<?>) call("names", "nothing.x")).isEmpty();
  }

  @Test
  void takesANamespaceAsBytesAndSaysWhatCouldNotGo() {
    call(
        "execute",
        """
        import math as m
        class P:
            def __init__(self, x): self.x = x
        def f(p):
            return p.x + 1
        p = P(3)
        g = lambda: 1
        h = (i for i in ())
        """,
        false);
    List<Object> pair = ((Tuple) call("snapshot")).elements();
    assertThat(pair.get(1).toString())
        .contains("g, a lambda has no source of its own")
        .contains("h, generator cannot be pickled");
    call("clear");
    call("restore", pair.get(0));
    assertThat(call("execute", "f(p), m.floor(2.5), type(p) is P", true)).isEqualTo("(4, 2, True)");
  }
}
