package org.rankspace.launch.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ObjIntConsumer;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * Hands out tasks to whichever rank is free, in batches that grow while they are short. A task that
 * fails does not stop the others; the tasks of a rank that dies are done again by another, at most
 * {@value #MOST_DEATHS} times.
 */
public final class Farm {
  static final int MOST_DEATHS = 2;
  private static final long BATCH_NS = 20_000_000;
  private static final int MOST_PER_RANK = 2;
  private static final int LARGEST_BATCH = 256;

  private record Batch(int from, int to, int deaths) {}

  private record Done(int rank, Batch batch, Answer answer, Throwable failure, long tookNs) {}

  private final Cluster cluster;
  private final int[] ranks;

  Farm(Cluster cluster, int[] ranks) {
    this.cluster = cluster;
    this.ranks = ranks;
  }

  /** What came of each item, in the items' order. */
  public List<Outcome> map(Function function, List<?> items) {
    return map(function, items, (outcome, index) -> {});
  }

  /**
   * What came of each item, in the items' order.
   *
   * @param as hears of each outcome as it comes, with the item's index; in the calling thread
   */
  public List<Outcome> map(Function function, List<?> items, ObjIntConsumer<Outcome> as) {
    return new Run(function, List.copyOf(items), as).run();
  }

  /** One call of {@link #map}. */
  private final class Run {
    private final Function function;
    private final List<Object> items;
    private final ObjIntConsumer<Outcome> as;
    private final Outcome[] outcomes;
    private final Deque<Batch> again = new ArrayDeque<>();
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final int[] load = new int[cluster.size()];
    private final List<Integer> alive = new ArrayList<>();
    private int next;
    private int batchSize = 1;
    private int left;

    Run(Function function, List<Object> items, ObjIntConsumer<Outcome> as) {
      this.function = function;
      this.items = items;
      this.as = as;
      this.outcomes = new Outcome[items.size()];
      this.left = items.size();
      Arrays.stream(ranks).forEach(alive::add);
    }

    List<Outcome> run() {
      handOut();
      while (left > 0) {
        try {
          take(done.take());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new RankspaceException(ErrorClass.OTHER, "interrupted while tasks are done", e);
        }
        handOut();
      }
      return Arrays.asList(outcomes);
    }

    private void handOut() {
      for (int round = 0; round < MOST_PER_RANK; round++) {
        for (int rank : List.copyOf(alive)) {
          Batch batch = load[rank] > round ? null : nextBatch();
          if (batch != null) {
            load[rank]++;
            ask(rank, batch);
          }
        }
      }
    }

    private Batch nextBatch() {
      if (!again.isEmpty()) {
        return again.remove();
      }
      if (next == items.size()) {
        return null;
      }
      int fair = Math.max(1, (items.size() - next) / (2 * alive.size()));
      int from = next;
      next = Math.min(items.size(), from + Math.min(batchSize, fair));
      return new Batch(from, next, 0);
    }

    private void ask(int rank, Batch batch) {
      long startNs = System.nanoTime();
      List<Object> share = items.subList(batch.from, batch.to);
      cluster
          .ask(new int[] {rank}, (r, s, b) -> {}, "farm", function.toCall(), new ArrayList<>(share))
          .answers()
          .getFirst()
          .whenComplete(
              (answer, failure) ->
                  done.add(new Done(rank, batch, answer, failure, System.nanoTime() - startNs)));
    }

    private void take(Done one) {
      load[one.rank]--;
      if (one.failure == null) {
        settle(one.batch, Outcome.of(one.answer));
        if (one.tookNs < BATCH_NS) {
          batchSize = Math.min(LARGEST_BATCH, 2 * batchSize);
        }
        return;
      }
      Throwable why = one.failure instanceof CompletionException e ? e.getCause() : one.failure;
      if (!(why instanceof RemoteException remote)) {
        throw why instanceof RankspaceException lost ? lost : new IllegalStateException(why);
      }
      if (remote.isDeath()) {
        alive.remove((Integer) one.rank);
      }
      if (remote.isDeath() && one.batch.deaths < MOST_DEATHS && !alive.isEmpty()) {
        split(one.batch);
      } else {
        settle(one.batch, repeat(new Outcome(null, remote), one.batch));
      }
      if (alive.isEmpty()) {
        giveUp(new Outcome(null, remote));
      }
    }

    /** One by one, so that a task that kills its rank takes no other with it. */
    private void split(Batch batch) {
      for (int i = batch.from; i < batch.to; i++) {
        again.add(new Batch(i, i + 1, batch.deaths + 1));
      }
    }

    private void giveUp(Outcome why) {
      for (Batch batch = nextOf(); batch != null; batch = nextOf()) {
        settle(batch, repeat(why, batch));
      }
    }

    private Batch nextOf() {
      if (!again.isEmpty()) {
        return again.remove();
      }
      Batch rest = next < items.size() ? new Batch(next, items.size(), 0) : null;
      next = items.size();
      return rest;
    }

    private void settle(Batch batch, List<Outcome> those) {
      for (int i = batch.from; i < batch.to; i++) {
        outcomes[i] = those.get(i - batch.from);
        as.accept(outcomes[i], i);
        left--;
      }
    }

    private List<Outcome> repeat(Outcome one, Batch batch) {
      return java.util.Collections.nCopies(batch.to - batch.from, one);
    }
  }
}
