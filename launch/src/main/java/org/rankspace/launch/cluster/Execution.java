package org.rankspace.launch.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that ranks are doing. */
public final class Execution {
  private final Cluster cluster;
  private final Cluster.Asked asked;

  Execution(Cluster cluster, Cluster.Asked asked) {
    this.cluster = cluster;
    this.asked = asked;
  }

  /** One future for each rank, in the order of the view. */
  public List<CompletableFuture<Answer>> answers() {
    return asked.answers();
  }

  /** Completed, well, when all ranks have answered or failed. */
  public CompletableFuture<Void> end() {
    return CompletableFuture.allOf(answers().toArray(CompletableFuture[]::new))
        .handle((nothing, failure) -> null);
  }

  /** Raises KeyboardInterrupt in the ranks that are still at it. */
  public void interrupt() {
    cluster.interrupt(asked.id());
  }
}
