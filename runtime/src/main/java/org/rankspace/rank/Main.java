package org.rankspace.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Membership;
import org.rankspace.job.Signals;
import org.rankspace.namespace.Interpreter;
import org.rankspace.pool.ProcessExit;
import org.rankspace.transport.local.LocalNetwork;

/** Hosts the ranks that the environment names, to their end. */
public final class Main {
  /**
   * Python programs recurse deeper than Java's default stack allows; untouched pages cost nothing.
   */
  private static final long STACK_BYTES = 256L << 20;

  private Main() {}

  /**
   * @param words for people who look at a list of processes; not read
   */
  public static void main(String[] words) throws InterruptedException {
    Membership membership;
    try {
      membership = Membership.of(System.getenv());
    } catch (RankspaceException e) {
      System.err.println("rankspace: " + e.getMessage());
      ProcessExit.now(ExitCode.USAGE);
      return;
    }
    ProcessExit.now(membership.rank().isPresent() ? alone(membership) : together(membership));
  }

  /** One rank, and others after it where the process is kept. */
  private static int alone(Membership membership) throws InterruptedException {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Succession succession =
        new Succession(membership.size(), Idling.ofThisProcess(), ProcessExit::now);
    Thread.ofPlatform()
        .name("rank")
        .stackSize(STACK_BYTES)
        .start(() -> code.complete(succession.run(membership)));
    return code.join();
  }

  /** All ranks of a job as threads. */
  private static int together(Membership membership) throws InterruptedException {
    CompletableFuture<Interpreter> interpreter = Interpreters.starting(1, () -> {});
    LocalNetwork network = new LocalNetwork(membership.size());
    List<Rank> ranks = new ArrayList<>();
    for (int number = 0; number < membership.size(); number++) {
      int rank = number;
      Lifeline lifeline = Lifeline.open(membership, rank, Main::launcherGone, ProcessExit::now);
      ranks.add(
          Rank.ofThread(membership, rank, lifeline, interpreter, l -> network.transport(rank)));
    }
    Signals.handle("INT", () -> ranks.forEach(Rank::interrupt));
    Signals.handle("TERM", () -> ProcessExit.now(ExitCode.TERMINATED));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> ranks.forEach(rank -> rank.die(error)));
    return run(ranks);
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
    ProcessExit.now(ExitCode.KILLED);
  }
}
