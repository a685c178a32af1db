package org.rankspace.transport.shm;

import java.io.IOException;
import java.util.List;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Exchange;

/** Steps that all ranks take together, and that fail on all when they fail on one. */
final class Agreement {
  private static final String DONE = "+";
  private static final String FAILED = "-";

  private final Exchange exchange;

  Agreement(Exchange exchange) {
    this.exchange = exchange;
  }

  /** One rank's part of a step. */
  @FunctionalInterface
  interface Step {
    /** Gives what the others shall know. */
    String take() throws IOException;
  }

  /**
   * Takes the step and waits until all ranks have.
   *
   * @param what completes the sentence "rank 3 has not ..."
   * @return what each rank gave, in rank order
   * @throws RankspaceException this rank's own failure, else the first other's
   */
  List<String> all(String what, Step step) {
    RankspaceException failure = null;
    String mine;
    try {
      mine = DONE + step.take();
    } catch (RankspaceException e) {
      failure = e;
      mine = FAILED + e.getMessage();
    } catch (IOException e) {
      failure =
          new RankspaceException(
              ErrorClass.OTHER,
              "Shared memory cannot be opened: this rank has not %s: %s. Are all ranks on one host? If not, use --transport mpj."
                  .formatted(what, e),
              e);
      mine = FAILED + failure.getMessage();
    }
    List<String> all = exchange.exchange(mine);
    if (failure != null) {
      throw failure;
    }
    for (int rank = 0; rank < all.size(); rank++) {
      if (all.get(rank).startsWith(FAILED)) {
        throw new RankspaceException(
            ErrorClass.OTHER, "On rank %d: %s".formatted(rank, all.get(rank).substring(1)));
      }
    }
    return all.stream().map(said -> said.substring(DONE.length())).toList();
  }
}
