package org.rankspace.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.rankspace.job.Exchange;

/**
 * A world of forked JVMs for tests. The child's {@code main} gets rank and size as its first two
 * arguments and talks to us over its standard streams: lines of {@link #childExchange}, and lines
 * that it prints.
 */
public final class Forked implements AutoCloseable {
  private static final String EXCHANGE = "@exchange ";
  private static final String SEPARATOR = "\u001f";

  private final List<Child> children = new ArrayList<>();

  private static final class Child {
    final Process process;
    final Queue<String> lines = new ConcurrentLinkedQueue<>();
    Thread reader;

    Child(Process process) {
      this.process = process;
    }
  }

  /** Starts {@code size} JVMs with our class path and JVM options. */
  public static Forked start(Class<?> main, int size, String... arguments) throws IOException {
    return start(List.of(), main, size, arguments);
  }

  /** As {@link #start(Class, int, String...)}, with further JVM options. */
  public static Forked start(List<String> options, Class<?> main, int size, String... arguments)
      throws IOException {
    Forked world = new Forked();
    ThreadExchange exchange = new ThreadExchange(size);
    for (int rank = 0; rank < size; rank++) {
      List<String> command = new ArrayList<>();
      command.add(System.getProperty("java.home") + "/bin/java");
      command.addAll(options);
      command.addAll(
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
              "-XX:+UseSerialGC",
              "-Xshare:auto",
              "-cp",
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
              main.getName(),
              Integer.toString(rank),
              Integer.toString(size)));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command);
      Child child = new Child(builder.redirectErrorStream(true).start());
      Exchange mine = exchange.of(rank);
      child.reader = Thread.ofPlatform().daemon().start(() -> world.read(child, mine));
      world.children.add(child);
    }
    return world;
  }

  /** In the child: the exchange over its standard streams. */
  public static Exchange childExchange() {
    PrintStream out = System.out;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return mine -> {
      out.println(EXCHANGE + mine);
      out.flush();
      try {
        return List.of(in.readLine().split(SEPARATOR, -1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** What {@code rank} has printed to either stream so far, without the lines of exchanges. */
  public List<String> lines(int rank) {
    return List.copyOf(children.get(rank).lines);
  }

  /** Writes a line to the standard input of {@code rank}. */
  public void tell(int rank, String line) {
    new PrintStream(children.get(rank).process.getOutputStream(), true).println(line);
  }

  public void kill(int rank) {
    children.get(rank).process.destroyForcibly();
  }

  /** Waits for the end of {@code rank} and gives its exit code. */
  public int exitCode(int rank) throws InterruptedException {
    Child child = children.get(rank);
    if (!child.process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end: rank=" + rank + ", lines=" + child.lines);
    }
    child.reader.join();
    return child.process.exitValue();
  }

  @Override
  public void close() {
    children.forEach(child -> child.process.destroyForcibly());
  }

  private void read(Child child, Exchange exchange) {
    try (BufferedReader out = child.process.inputReader(StandardCharsets.UTF_8)) {
      PrintStream in = new PrintStream(child.process.getOutputStream(), true);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(EXCHANGE)) {
          List<String> all = exchange.exchange(line.substring(EXCHANGE.length()));
          in.println(String.join(SEPARATOR, all));
        } else {
          child.lines.add(line);
        }
      }
    } catch (IOException e) {
      child.lines.add("reading failed: " + e);
    }
  }
}
