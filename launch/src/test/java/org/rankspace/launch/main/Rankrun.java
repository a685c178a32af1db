package org.rankspace.launch.main;

import static org.rankspace.launch.Await.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One real run of {@code launch/rankrun}, as a user would start it. */
final class Rankrun implements AutoCloseable {
  /** The command itself. */
  static final Path COMMAND = Path.of("rankrun").toAbsolutePath();

  /** How it ended. */
  record Result(int code, String out, String err) {}

  /** What is to be run. */
  static final class Line {
    private final Path directory;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Line(Path directory, String... words) {
      this.directory = directory;
      this.words.add(COMMAND.toString());
      this.words.addAll(List.of(words));
    }

    Line with(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Through another path to the same command. */
    Line by(Path command) {
      words.set(0, command.toString());
      return this;
    }

    Rankrun start() throws IOException {
      return new Rankrun(this);
    }

    /** Runs it to its end, with no input. */
    Result run() throws IOException {
      return run("");
    }

    Result run(String input) throws IOException {
      try (Rankrun run = start()) {
        run.type(input);
        run.process.getOutputStream().close();
        return run.result();
      }
    }
  }

  private final Process process;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final List<Thread> readers;

  private Rankrun(Line line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line.words).directory(line.directory.toFile());
    builder.environment().put("RANKSPACE_PREPARE", "no"); // the build is what runs this test
    builder.environment().put("RANKSPACE_POOL", "no"); // but where a test wants it
    builder.environment().putAll(line.environment);
    process = builder.start();
    readers = List.of(read(process.getInputStream(), out), read(process.getErrorStream(), err));
  }

  static Line in(Path directory, String... words) {
    return new Line(directory, words);
  }

  /** Writes a Python program into {@code directory}. */
  static String script(Path directory, String code) throws IOException {
    Path file = Files.createTempFile(directory, "program", ".py");
    Files.writeString(file, code);
    return file.getFileName().toString();
  }

  private static Thread read(InputStream pipe, StringBuffer text) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              byte[] buffer = new byte[4096];
              try {
                for (int n = pipe.read(buffer); n > 0; n = pipe.read(buffer)) {
                  text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
              } catch (IOException e) {
                // ended
              }
            });
  }

  long pid() {
    return process.pid();
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** Waits until standard output has a line for each rank that starts with {@code word}. */
  void awaitLines(String word, int count) {
    await(
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("it ended: " + out + err);
          }
          return out().lines().filter(line -> line.startsWith(word)).count() >= count;
        });
  }

  /** The rest of the lines that start with {@code word}. */
  List<String> after(String word) {
    return out()
        .lines()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()).strip())
        .toList();
  }

  void type(String text) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(text.getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Sends a signal, by its name, to the launcher. */
  void signal(String name) throws IOException {
    signal(name, pid());
  }

  static void signal(String name, long pid) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    kill.onExit().join();
  }

  /** Waits for the end. */
  Result result() {
    int code = process.onExit().join().exitValue();
    for (Thread reader : readers) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        throw new AssertionError("its output did not end", e);
      }
    }
    return new Result(code, out(), err());
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
