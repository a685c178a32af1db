package org.rankspace.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.comm.World;
import org.rankspace.transport.local.LocalNetwork;

/** A namespace that was opened ahead is like one that is opened when it is needed. */
@Timeout(120)
class AheadTest {
  private static final String QUESTIONS =
      """
      import sys, os, subprocess, json
      print(sorted(sys.modules))
      print(sys.argv, sys.orig_argv, sys.path, sys.flags, os.getcwd(), sorted(os.environ.items()))
      print(sorted(globals()), sys.stdin.encoding, sys.stdout.encoding, sys.stdout.line_buffering)
      print(subprocess.run(['/bin/sh', '-c', 'pwd; echo $COLOUR $WINTER.'], capture_output=True).stdout)
      print(os.path.abspath('x'), open('here').read(), input(), rank, size)
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cannotBeToldFromAnother(boolean anticipating) throws Exception {
    tellFromAnother(anticipating);
  }

  @Test
  void cannotBeToldFromAnotherWithAnUnknownGraalPy() throws Exception {
    System.setProperty(ObjectsContract.PORTABLE, "true");
    try {
      tellFromAnother(true);
    } finally {
      System.clearProperty(ObjectsContract.PORTABLE);
    }
  }

  private void tellFromAnother(boolean anticipating) throws Exception {
    java.nio.file.Files.writeString(folder.resolve("here"), "a file");
    try (Interpreter interpreter = Interpreter.start()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      String usual = answers(interpreter, out);
      out.reset();
      interpreter.prepare(
          new ByteArrayInputStream("line\n".getBytes(StandardCharsets.UTF_8)), out, out);
      if (anticipating) {
        interpreter.anticipate();
      }
      String ahead = answers(interpreter, out);
      assertThat(usual).contains("red").contains("a file");
      assertThat(ahead).isEqualTo(usual);
    }
  }

  private String answers(Interpreter interpreter, ByteArrayOutputStream out) {
    Settings settings =
        new Settings(
            List.of("/some/program.py", "a"),
            folder,
            Map.of("COLOUR", "red", "PATH", "/bin", "WORD", "bl\u00fc"),
            new ByteArrayInputStream("line\n".getBytes(StandardCharsets.UTF_8)),
            out,
            out);
    try (World world = World.open(new LocalNetwork(1).transport(0));
        Namespace namespace = interpreter.open(settings, world, Departure.NONE)) {
      Outcome outcome = namespace.run(new Program.Command(QUESTIONS));
      return outcome + "\n" + out.toString(StandardCharsets.UTF_8);
    }
  }
}
