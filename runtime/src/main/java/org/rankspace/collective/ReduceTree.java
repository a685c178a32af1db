package org.rankspace.collective;

/**
 * What one rank does in a reduction to a root: it takes the values of some others, one after the
 * other, and then, unless it is the root, gives its own to one.
 *
 * <p>A balanced tree of runs of ranks: in each round two neighbouring runs become one, and its
 * value goes to the root if the root is in it, else to its lowest rank. So the operator is always
 * applied as op(lower ranks, higher ranks), in the same association whatever the root.
 *
 * <p>ceil(log2 size) rounds, one message per rank except the root.
 */
public final class ReduceTree {
  private final Fold fold;
  private final int rank;
  private final int root;
  private final int group;
  private int width;
  private int other;
  private boolean takes = true;

  public ReduceTree(int size, int rank, int root) {
    this.fold = Fold.of(size);
    this.rank = rank;
    this.root = root;
    this.group = fold.groupOf(rank);
  }

  /** Whether there is one more round for this rank; then the accessors are about that. */
  public boolean next() {
    if (!takes) {
      return false;
    }
    if (width == 0) {
      width = 1;
      if (fold.inPair(rank)) {
        meet(fold.leaderOf(group, root), rank ^ 1);
        return true;
      }
    }
    if (width >= fold.groups()) {
      return false;
    }
    int run = group / width;
    meet(leader(run / 2, 2 * width), leader(run ^ 1, width));
    width *= 2;
    return true;
  }

  private void meet(int goal, int partner) {
    takes = rank == goal;
    other = takes ? partner : goal;
  }

  /** Whether this rank takes a value in this round; else it gives its own, which is the end. */
  public boolean takes() {
    return takes;
  }

  /** From whom, or to whom. */
  public int other() {
    return other;
  }

  /** Whether the value here is the left operand. */
  public boolean isLower() {
    return rank < other;
  }

  /** Where the value of the run of {@code width} groups is that has this number among such runs. */
  private int leader(int run, int width) {
    int rootGroup = fold.groupOf(root);
    return fold.leaderOf(rootGroup / width == run ? rootGroup : run * width, root);
  }
}
