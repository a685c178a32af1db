package org.rankspace.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.comm.World;
import org.rankspace.error.PythonException;
import org.rankspace.transport.local.LocalNetwork;

/** What Python objects go through when they are sent: the same for both ways of handling them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class ObjectsContract {
  /** The property that chooses the portable way; read when a namespace opens. */
  static final String PORTABLE = "rankspace.portable-codec";

  private Interpreter interpreter;
  private World world;
  private Namespace namespace;

  abstract boolean isPortable();

  @BeforeEach
  void open() {
    System.setProperty(PORTABLE, Boolean.toString(isPortable()));
    interpreter = Interpreter.start();
    world = World.open(new LocalNetwork(1).transport(0));
    namespace =
        interpreter.open(
            Settings.ofThisProcess(),
            world,
            new Departure() {
              @Override
              public void abort(int code) {}

              @Override
              public void leave(int code) {}
            });
  }

  @AfterEach
  void close() {
    namespace.close();
    world.close();
    interpreter.close();
    System.clearProperty(PORTABLE);
  }

  @Test
  void letsOtherThreadsRunWhileOneWaitsInAVerb() {
    namespace.execute(
        """
        import threading
        got = []
        thread = threading.Thread(target=lambda: got.append(recv(source=0, tag=5)))
        thread.start()
        sum(range(20000))
        send('word', 0, 5)
        thread.join()
        """);
    assertThat(namespace.get("got")).isEqualTo(List.of("word"));
  }

  @Test
  void raisesWhatAVerbFailsWithLikeAFunctionOfPython() {
    namespace.execute(
        """
        import traceback
        def fail():
            try:
                1 / 0
            except ZeroDivisionError:
                send(1, 99)
        try:
            fail()
        except RankspaceError as error:
            before = type(error.__context__).__name__
            lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)][:2]
        try:
            send(1, 2**40)
        except RankspaceError as error:
            large = str(error)
        send('word', (1 << 70) >> 71)
        word = recv()
        from mpi4py import MPI
        MPI.COMM_WORLD.send('true', False, True)
        true = recv(0, 1)
        """);
    assertThat(namespace.get("before")).isEqualTo("ZeroDivisionError");
    assertThat(namespace.get("lines")).isEqualTo(List.of(8, 6));
    assertThat(namespace.get("word")).isEqualTo("word");
    assertThat(namespace.get("true")).isEqualTo("true");
    assertThat((String) namespace.get("large")).contains("32 bits", "1099511627776");
  }

  @Test
  void usesTheWayItSays() {
    assertThat(namespace.handling()).isEqualTo(isPortable() ? "PortableObjects" : "GraalObjects");
  }

  @Test
  void objectsOfAllKindsArriveEqualAndIndependent() throws IOException {
    try (InputStream program = ObjectsContract.class.getResourceAsStream("objects.py")) {
      namespace.execute(new String(program.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(namespace.get("failures")).isEqualTo(List.of());
    assertThat((Integer) namespace.get("checked")).isGreaterThan(60);
  }

  @Test
  void buffersOfAllKindsArriveWhereTheyBelong() throws IOException {
    try (InputStream program = ObjectsContract.class.getResourceAsStream("buffers.py")) {
      namespace.execute(new String(program.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(namespace.get("failures")).isEqualTo(List.of());
    assertThat((Integer) namespace.get("checked")).isGreaterThan(80);
  }

  @Test
  void refusesWhatCannotBeSentAndLosesNothing() {
    namespace.execute(
        """
        import sys, threading
        refused = []
        class Local:
            pass
        def make():
            class Inner: pass
            return Inner()
        for bad in ((x for x in []), sys.stdin, threading.Lock(), lambda: 1, make(), [1, (x for x in [])]):
            try:
                send(bad, 0)
            except SerializationError as error:
                refused.append((isinstance(error, TypeError), error.error_class, str(error)[:30]))
        send('still here', 0)
        last = recv()
        """);
    assertThat(namespace.get("last")).isEqualTo("still here");
    assertThat(namespace.get("refused").toString())
        .contains("MPI_ERR_TYPE")
        .doesNotContain("false");
    assertThat((List<?>) namespace.get("refused")).hasSize(6);
  }

  @Test
  void refusesBadArgumentsAtTheCallersLine() {
    namespace.execute(
        """
        import traceback
        messages = []
        calls = [
            lambda: send(1, 5), lambda: send(1, dest=0, tag=-3), lambda: recv('x'), lambda: bcast(1, root=9),
            lambda: scatter([1, 2], 0), lambda: scatter(None, 0), lambda: reduce(1, 'SUM'),
            lambda: recv(0, 0, status=3), lambda: world.split(-2), lambda: alltoall(5),
        ]
        for call in calls:
            try:
                call()
            except RankspaceError as error:
                messages.append(f'{type(error).__name__}: {error}')
        def boom(a, b):
            raise KeyError('boom')
        """);
    assertThat(namespace.get("messages"))
        .isEqualTo(
            List.of(
                "InvalidRankError: no such rank in world: dest=5, size=1",
                "InvalidTagError: a tag must not be negative: tag=-3, dest=0",
                "InvalidArgumentError: source must be an int: source='x'",
                "InvalidRootError: no such root in world: root=9, size=1",
                "InvalidCountError: scatter needs one object for each rank: objects=2, size=1",
                "InvalidCountError: scatter needs one object for each rank: objects=none, size=1",
                "InvalidArgumentError: op must be an operation such as SUM, or a callable:"
                    + " op='SUM'",
                "InvalidArgumentError: status must be a Status: status=3",
                "InvalidArgumentError: color must not be negative: color=-2",
                "InvalidArgumentError: alltoall needs a sequence with one object for each rank:"
                    + " got 5"));
  }

  @Test
  void anErrorInRebuildingNamesItself() {
    PythonException error =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            PythonException.class,
            () ->
                namespace.execute(
                    """
                    class Odd:
                        def __reduce__(self):
                            return int, ('not a number',)
                    send(Odd(), 0)
                    recv()
                    """));
    assertThat(error.type()).isEqualTo("SerializationError");
    assertThat(error.getMessage()).contains("the object that arrived cannot be rebuilt");
  }

  @Test
  void whatAClassRaisesIsNotDisguised() {
    namespace.execute(
        """
        class Unwilling:
            def __getstate__(self):
                raise LookupError('not now')
        class Broken:
            def __getstate__(self):
                return 1,
            def __setstate__(self, state):
                raise ArithmeticError('not here')
        def raised(call):
            try:
                call()
            except Exception as error:
                return f'{type(error).__name__}: {error}'
        send(Broken(), 0)
        both = [raised(lambda: send(Unwilling(), 0)), raised(recv)]
        send('still here', 0)
        last = recv()
        """);
    assertThat(namespace.get("both"))
        .isEqualTo(List.of("LookupError: not now", "ArithmeticError: not here"));
    assertThat(namespace.get("last")).isEqualTo("still here");
  }
}
