package org.rankspace.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Membership;
import org.rankspace.job.Signals;
import org.rankspace.namespace.Interpreter;
import org.rankspace.transport.Transport;
import org.rankspace.transport.Transports;
import org.rankspace.transport.local.LocalNetwork;

/** Hosts the ranks that the environment names, to their end. */
public final class Main {
  /**
   * Python programs recurse deeper than Java's default stack allows; untouched pages cost nothing.
   */
  private static final long STACK_BYTES = 256L << 20;

  /** Set where the JVM is to write its start-up cache when it ends, which halting would prevent. */
  private static final String TRAINING = "rankspace.training";

  private Main() {}

  /**
   * @param words for people who look at a list of processes; not read
   */
  public static void main(String[] words) throws InterruptedException {
    CompletableFuture<Interpreter> interpreter = inTheBackground();
    Membership membership;
    try {
      membership = Membership.of(System.getenv());
    } catch (RankspaceException e) {
      System.err.println("rankspace: " + e.getMessage());
      exit(ExitCode.USAGE);
      return;
    }
    List<Rank> ranks = new ArrayList<>();
    IntFunction<Lifeline> lifelines =
        rank -> Lifeline.open(membership, rank, Main::launcherGone, Main::exit);
    if (membership.rank().isPresent()) {
      int rank = membership.rank().getAsInt();
      ranks.add(
          Rank.ofProcess(
              membership, lifelines.apply(rank), interpreter, l -> transport(membership, rank, l)));
    } else {
      LocalNetwork network = new LocalNetwork(membership.size());
      IntStream.range(0, membership.size())
          .forEach(
              rank ->
                  ranks.add(
                      Rank.ofThread(
                          membership,
                          rank,
                          lifelines.apply(rank),
                          interpreter,
                          l -> network.transport(rank))));
    }
    listen(ranks);
    exit(run(ranks));
  }

  /** Python takes longest to start: it does while we connect. */
  private static CompletableFuture<Interpreter> inTheBackground() {
    CompletableFuture<Interpreter> interpreter = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("interpreter")
        .start(
            () -> {
              try {
                interpreter.complete(Interpreter.start());
              } catch (RuntimeException | Error e) {
                interpreter.completeExceptionally(e);
              }
            });
    return interpreter;
  }

  private static Transport transport(Membership membership, int rank, Lifeline lifeline) {
    return membership.size() == 1
        ? new LocalNetwork(1).transport(0)
        : Transports.open(
            membership.transport(), lifeline.channel(), rank, membership.size(), membership.job());
  }

  /** What the launcher tells this process without words. */
  private static void listen(List<Rank> ranks) {
    Signals.handle("INT", () -> ranks.forEach(Rank::interrupt));
    Signals.handle("TERM", () -> exit(ExitCode.TERMINATED));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> ranks.forEach(rank -> rank.die(error)));
  }

  /** The first exit code that is not 0, in rank order. */
  private static int run(List<Rank> ranks) throws InterruptedException {
    AtomicInteger code = new AtomicInteger(ExitCode.OK);
    List<Thread> threads = new ArrayList<>();
    for (Rank rank : ranks) {
      threads.add(
          Thread.ofPlatform()
              .name(rank.name())
              .stackSize(STACK_BYTES)
              .start(() -> code.compareAndSet(ExitCode.OK, rank.run())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return code.get();
  }

  private static void launcherGone() {
    exit(ExitCode.KILLED);
  }

  private static void exit(int code) {
    if (Boolean.getBoolean(TRAINING)) {
      System.exit(code);
    }
    Runtime.getRuntime().halt(code);
  }
}
