package org.rankspace.collective;

/**
 * Any number of ranks as a power of two of groups: the first ranks in neighbouring pairs (0,1),
 * (2,3), ... as many as are needed, every other rank a group of its own. A group holds consecutive
 * ranks and groups follow each other in rank order, so that halving and doubling over the groups
 * keeps the order of the ranks (Rabenseifner, Träff: More efficient reduction algorithms for
 * non-power-of-two number of processors, 2004; here neighbours are paired because of the order).
 *
 * <p>All reductions to one value use this one tree, so that they agree bit for bit also where the
 * operator is not quite associative, as with floats: whatever the root, and reduce with allreduce
 * and reduce_scatter.
 *
 * @param groups the largest power of two that is not above the number of ranks
 * @param pairs how many groups, from group 0 on, have two ranks
 */
public record Fold(int groups, int pairs) {
  public static Fold of(int size) {
    int groups = Integer.highestOneBit(size);
    return new Fold(groups, size - groups);
  }

  public int groupOf(int rank) {
    return inPair(rank) ? rank / 2 : rank - pairs;
  }

  public int firstRankOf(int group) {
    return group < pairs ? 2 * group : group + pairs;
  }

  public int lastRankOf(int group) {
    return group < pairs ? 2 * group + 1 : group + pairs;
  }

  /** The one of a group whose value counts: the root, or the group's first rank. */
  public int leaderOf(int group, int root) {
    return groupOf(root) == group ? root : firstRankOf(group);
  }

  public boolean inPair(int rank) {
    return rank < 2 * pairs;
  }

  public boolean isSecond(int rank) {
    return inPair(rank) && rank % 2 == 1;
  }
}
