package org.rankspace.launch.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rankspace.error.ExitCode;
import org.rankspace.launch.plan.Device;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.plan.Stdin;
import org.rankspace.pool.Handover;
import org.rankspace.pool.PoolFolder;
import org.rankspace.pool.Streams;
import org.rankspace.pool.Takeover;

/** The idle processes that this launcher may take, and leave behind. */
final class Pool {
  private static final int STANDARD_INPUT = 0;
  private static final int STANDARD_OUTPUT = 1;

  private final PoolFolder folder;
  private final Path path;
  private final ProcessKind kind;

  private Pool(PoolFolder folder, Path path, ProcessKind kind) {
    this.folder = folder;
    this.path = path;
    this.kind = kind;
  }

  /** Empty where the user wants none, where it could not be, or where ranks are threads. */
  static Optional<Pool> of(
      Plan plan, Home home, Map<String, String> environment, RankCommand command) {
    if (!plan.pool() || plan.device() == Device.LOCAL) {
      return Optional.empty();
    }
    Path path = PoolFolder.locate(environment);
    return PoolFolder.open(path)
        .map(folder -> new Pool(folder, path, ProcessKind.of(home, environment, command)));
  }

  /**
   * What a new process must know to wait in the pool later.
   *
   * @param prefix the words in front of its command
   */
  List<String> options(List<String> prefix) {
    return List.of("-Drankspace.pool=" + path, "-Drankspace.pool.kind=" + kind.with(prefix));
  }

  /** Makes an idle process rank {@code index}, if there is one that a new one would be like. */
  Optional<Child> take(
      Plan plan, int index, List<String> prefix, Path directory, Map<String, String> environment) {
    if (!folder.has(kind.with(prefix))) {
      return Optional.empty();
    }
    try (Ends ends = Ends.of(plan, index)) {
      Handover handover = new Handover(directory, environment, ends.in, ends.out, ends.err);
      Optional<Takeover> taken = folder.take(kind.with(prefix), handover);
      if (taken.isEmpty()) {
        ends.abandon();
      }
      return taken.map(line -> child(line, index, ends));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Child child(Takeover taken, int rank, Ends ends) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("line-" + rank)
        .start(
            () -> {
              switch (taken.awaitEnd()) {
                case STAYS -> taken.awaitFarewell(); // said on its control connection, too
                case LEAVES -> end.complete(ExitCode.OK);
                case GONE -> end.complete(ExitCode.KILLED); // only parents learn more
              }
              taken.close();
            });
    return Child.takenOver(taken.pid(), rank, end, ends.pipes());
  }

  /** The descriptors that are handed over; the launcher's own ends of those that are pipes. */
  private static final class Ends implements AutoCloseable {
    private final List<Integer> temporary = new ArrayList<>();
    private int in;
    private int out;
    private int err;
    private OutputStream toIn;
    private InputStream fromOut;
    private InputStream fromErr;

    static Ends of(Plan plan, int index) throws IOException {
      Ends ends = new Ends();
      try {
        ends.input(plan.stdin(), index);
        ends.output(plan);
        return ends;
      } catch (IOException e) {
        ends.close();
        throw e;
      }
    }

    private void input(Stdin stdin, int index) throws IOException {
      switch (stdin) {
        case Stdin.To(int rank) when rank == index -> in = STANDARD_INPUT;
        case Stdin.ToAll _ -> {
          Streams.Pipe pipe = Streams.pipeTo().orElseThrow(IOException::new);
          in = owned(pipe.theirs());
          toIn = pipe.output();
        }
        default -> in = owned(Streams.nowhere());
      }
    }

    private void output(Plan plan) throws IOException {
      if (Starter.sharesOutput(plan)) {
        out = STANDARD_OUTPUT;
        err = Streams.STANDARD_ERROR;
        return;
      }
      Streams.Pipe outPipe = Streams.pipeFrom().orElseThrow(IOException::new);
      out = owned(outPipe.theirs());
      fromOut = outPipe.input();
      Streams.Pipe errPipe = Streams.pipeFrom().orElseThrow(IOException::new);
      err = owned(errPipe.theirs());
      fromErr = errPipe.input();
    }

    private int owned(int descriptor) {
      temporary.add(descriptor);
      return descriptor;
    }

    Child.Pipes pipes() {
      return new Child.Pipes(toIn, fromOut, fromErr);
    }

    /** Closes this launcher's ends too. */
    void abandon() throws IOException {
      for (Closeable end : new Closeable[] {toIn, fromOut, fromErr}) {
        if (end != null) {
          end.close();
        }
      }
    }

    @Override
    public void close() {
      temporary.forEach(Streams::close);
    }
  }
}
