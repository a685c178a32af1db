package org.rankspace.launch.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rankspace.error.RankspaceException;

/** Waiting for answers. */
final class Waiting {
  private Waiting() {}

  /** As {@code join}, with the exception itself. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RankspaceException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** All answers, in order; fails, when all are there, as the first one that failed did. */
  static CompletableFuture<List<Answer>> all(List<CompletableFuture<Answer>> answers) {
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .handle(
            (nothing, failure) -> {
              List<Answer> all = new ArrayList<>();
              answers.forEach(answer -> all.add(join(answer)));
              return all;
            });
  }
}
