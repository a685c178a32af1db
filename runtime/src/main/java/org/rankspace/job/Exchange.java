package org.rankspace.job;

import java.util.List;

/**
 * How the ranks of a job learn each other's addresses before any message can pass (what PMI calls
 * put, fence, get).
 */
@FunctionalInterface
public interface Exchange {
  /**
   * Gives {@code mine} to all ranks and returns everybody's, in rank order. Collective: every rank
   * calls it the same number of times; blocks until all have. Also serves as a barrier.
   *
   * @throws org.rankspace.error.RankspaceException when the job ends meanwhile
   */
  List<String> exchange(String mine);
}
