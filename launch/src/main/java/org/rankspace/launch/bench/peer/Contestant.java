package org.rankspace.launch.bench.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rankspace.launch.bench.measure.Case;
import org.rankspace.launch.bench.measure.Side;

/**
 * A running job that measures what it is told, one line in, one line out, and sleeps in between.
 *
 * <p>One thread asks; {@link #close} may come from another, and ends a question that is under way.
 * A job that loses its standard input ends by itself, so none outlives us.
 */
public final class Contestant implements AutoCloseable {
  /** How a job was run in before it is measured. */
  public record WarmUp(double seconds, boolean steady) {}

  private static final String END = "";
  private static final Duration TO_START = Duration.ofSeconds(180);
  private static final long SPARE_S = 120;
  private static final long GRACE_S = 5;

  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Tail errors = new Tail();
  private final Side side;
  private final Process process;
  private final Writer orders;

  private Contestant(Side side, Process process) {
    this.side = side;
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    read("out", process.getInputStream(), this::sort);
    read("err", process.getErrorStream(), errors::add);
  }

  /** Starts a job and returns when it is ready. */
  public static Contestant start(Entrant entrant, int ranks) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(entrant.command().apply(ranks));
    builder.environment().putAll(entrant.environment());
    Contestant contestant;
    try {
      contestant = new Contestant(entrant.side(), builder.start());
    } catch (IOException e) {
      throw new BenchException(entrant.side().word() + " cannot be started: " + e.getMessage());
    }
    try {
      contestant.answer(TO_START);
      return contestant;
    } catch (BenchException | InterruptedException e) {
      contestant.close();
      throw e;
    }
  }

  public Side side() {
    return side;
  }

  /** Runs the case until it is warm: at least and at most for so many seconds. */
  public WarmUp warm(Case test, double leastSeconds, double mostSeconds)
      throws InterruptedException {
    JsonNode answer =
        ask("warm " + test.words() + " " + leastSeconds + " " + mostSeconds, mostSeconds);
    return new WarmUp(answer.path("seconds").asDouble(), answer.path("steady").asBoolean());
  }

  /** Measures for so many seconds; one round at least. Microseconds for one operation. */
  public double[] take(Case test, double seconds) throws InterruptedException {
    JsonNode us = ask("take " + test.words() + " " + seconds, seconds).path("us");
    double[] rounds = new double[us.size()];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = us.get(i).asDouble();
    }
    if (rounds.length == 0) {
      throw new BenchException(side.word() + " measured nothing: case=" + test.title());
    }
    return rounds;
  }

  private JsonNode ask(String order, double seconds) throws InterruptedException {
    try {
      orders.write(order + "\n");
      orders.flush();
    } catch (IOException e) {
      throw ended();
    }
    JsonNode answer = answer(Duration.ofSeconds((long) seconds + SPARE_S));
    if (answer.has("error")) {
      throw new BenchException(side.word() + " cannot do it: " + answer.path("error").asText());
    }
    return answer;
  }

  private JsonNode answer(Duration patience) throws InterruptedException {
    String line = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new BenchException(
          side.word() + " did not answer within " + patience.toSeconds() + " s" + said());
    }
    if (line.equals(END)) {
      answers.add(END);
      throw ended();
    }
    try {
      return json.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BenchException(side.word() + " answered what is not JSON: " + line);
    }
  }

  private BenchException ended() throws InterruptedException {
    boolean gone = process.waitFor(GRACE_S, TimeUnit.SECONDS);
    String how = gone ? "exit code " + process.exitValue() : "it closed its output";
    return new BenchException(side.word() + " ended too early: " + how + said());
  }

  private String said() {
    return errors.lines().isEmpty() ? "" : "\n  " + String.join("\n  ", errors.lines());
  }

  /** What else a job prints is no answer. */
  private void sort(String line) {
    if (line.startsWith("{")) {
      answers.add(line);
    }
  }

  private void read(String name, InputStream stream, Consumer<String> lines) {
    Thread.ofPlatform()
        .daemon()
        .name(side.word() + "-" + name)
        .start(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines);
              } catch (IOException | UncheckedIOException e) {
                // its end
              }
              if (name.equals("out")) {
                answers.add(END);
              }
            });
  }

  /** Asks the job to end by closing its input, then tells it to, then kills what is left of it. */
  @Override
  public void close() {
    try {
      orders.close();
    } catch (IOException e) {
      // it is gone
    }
    try {
      if (!process.waitFor(GRACE_S, TimeUnit.SECONDS)) {
        process.destroy();
        process.waitFor(GRACE_S, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
