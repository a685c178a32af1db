package org.rankspace.examples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.rankspace.comm.World;
import org.rankspace.namespace.Departure;
import org.rankspace.namespace.Interpreter;
import org.rankspace.namespace.Namespace;
import org.rankspace.namespace.Outcome;
import org.rankspace.namespace.Program;
import org.rankspace.namespace.Settings;
import org.rankspace.transport.local.LocalNetwork;

/** Ranks that are threads of this JVM: what {@code launch/rankrun} does, without processes. */
final class ThreadRanks implements AutoCloseable {
  private final Interpreter interpreter = Interpreter.start();

  /** One rank's end; its standard error is in {@code output} too. */
  record Ended(Outcome outcome, List<String> output) {
    /** The Python traceback, or another ending as text; empty if the rank ended well. */
    String failure() {
      return switch (outcome) {
        case Outcome.Completed _ -> "";
        case Outcome.Raised raised -> raised.exception().traceback();
        default -> outcome.toString();
      };
    }
  }

  /**
   * Runs the script on so many ranks and returns, in rank order, how each ended. The first that
   * does not end well ends the others.
   */
  List<Ended> run(int size, Path script) throws InterruptedException, ExecutionException {
    return run(size, script, List.of(), "");
  }

  /** The same with arguments, and with what rank 0 reads from standard input. */
  List<Ended> run(int size, Path script, List<String> arguments, String input)
      throws InterruptedException, ExecutionException {
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(arguments);
    LocalNetwork network = new LocalNetwork(size);
    AtomicInteger running = new AtomicInteger(size);
    try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
      CompletionService<Ended> finished = new ExecutorCompletionService<>(threads);
      List<Future<Ended>> ranks = new ArrayList<>();
      for (int rank = 0; rank < size; rank++) {
        World world = World.open(network.transport(rank));
        byte[] typed = (rank == 0 ? input : "").getBytes(StandardCharsets.UTF_8);
        ranks.add(finished.submit(() -> run(world, line, typed, running)));
      }
      try {
        for (int i = 0; i < size; i++) {
          if (finished.take().get().outcome().exitCode() != 0) {
            threads.shutdownNow();
          }
        }
      } finally {
        threads.shutdownNow();
      }
      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> rank : ranks) {
        ended.add(rank.get());
      }
      return ended;
    }
  }

  private Ended run(World world, List<String> line, byte[] input, AtomicInteger running) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Settings here = Settings.ofThisProcess();
    Settings settings =
        new Settings(
            line,
            here.directory(),
            here.environment(),
            new ByteArrayInputStream(input),
            output,
            output);
    try (world;
        Namespace namespace = interpreter.open(settings, world, new Stop())) {
      Outcome outcome = namespace.run(new Program.Script(Path.of(line.getFirst())));
      running.decrementAndGet();
      if (outcome.exitCode() == 0) {
        world.finish(() -> running.get() == 0);
      }
      return new Ended(outcome, output.toString(StandardCharsets.UTF_8).lines().toList());
    }
  }

  /** No example ends this way. */
  private static final class Stop implements Departure {
    @Override
    public void abort(int code) {}

    @Override
    public void leave(int code) {}
  }

  @Override
  public void close() {
    interpreter.close();
  }
}
