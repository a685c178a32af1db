package org.rankspace.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs one task per rank, each on its own thread, and passes the first failure on, at once: the
 * others may wait for that rank for ever.
 */
public final class Crew {
  /** What one rank does. */
  @FunctionalInterface
  public interface Task {
    void run(int rank) throws Exception;
  }

  private Crew() {}

  /** Runs {@code task} as every rank from 0 to {@code size - 1}; ends when all have. */
  public static void run(int size, Task task) throws Exception {
    call(
        size,
        rank -> {
          task.run(rank);
          return rank;
        });
  }

  /** What one rank gives. */
  @FunctionalInterface
  public interface Maker<T> {
    T make(int rank) throws Exception;
  }

  /** As {@link #run}, with what each rank gave, in rank order. */
  public static <T> List<T> call(int size, Maker<T> maker) throws Exception {
    var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("rank-", 0).factory());
    var ended = new ExecutorCompletionService<T>(threads);
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int rank = i;
      futures.add(ended.submit(() -> maker.make(rank)));
    }
    List<T> results = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        ended.take().get();
      }
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } finally {
      threads.shutdownNow();
    }
    return results;
  }
}
