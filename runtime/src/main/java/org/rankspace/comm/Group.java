package org.rankspace.comm;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** An ordered set of ranks of the world (MPI 4.1, section 7.3). Immutable. */
public final class Group {
  private final int[] worldRanks;
  private final int self;

  Group(int[] worldRanks, int self) {
    this.worldRanks = worldRanks;
    this.self = self;
  }

  static Group world(int size, int self) {
    int[] all = new int[size];
    Arrays.setAll(all, i -> i);
    return new Group(all, self);
  }

  public int size() {
    return worldRanks.length;
  }

  /** This rank's place in the group, or -1 where it is not a member. */
  public int rank() {
    return rankOf(self);
  }

  /** The member at {@code rank}, as a rank in the world. */
  int worldRank(int rank) {
    return worldRanks[rank];
  }

  /** The place of a rank of the world, or -1. */
  int rankOf(int worldRank) {
    if (worldRank >= 0 && worldRank < worldRanks.length && worldRanks[worldRank] == worldRank) {
      return worldRank;
    }
    for (int i = 0; i < worldRanks.length; i++) {
      if (worldRanks[i] == worldRank) {
        return i;
      }
    }
    return -1;
  }

  /** The members at these places, in this order. */
  public Group incl(Collection<Integer> ranks) {
    if (Set.copyOf(ranks).size() != ranks.size()) {
      throw new RankspaceException(ErrorClass.RANK, "a rank is named twice: ranks=" + ranks);
    }
    return new Group(ranks.stream().mapToInt(rank -> worldRanks[checked(rank)]).toArray(), self);
  }

  /** The members that are not at these places, in their order. */
  public Group excl(Collection<Integer> ranks) {
    Set<Integer> out = new LinkedHashSet<>();
    ranks.forEach(rank -> out.add(worldRanks[checked(rank)]));
    return of(members().stream().filter(member -> !out.contains(member)).toList());
  }

  private int checked(int rank) {
    if (rank < 0 || rank >= worldRanks.length) {
      throw new RankspaceException(
          ErrorClass.RANK, "no such rank in the group: rank=%d, size=%d".formatted(rank, size()));
    }
    return rank;
  }

  /** All of this group, then those of {@code other} that are not in it. */
  public Group union(Group other) {
    Set<Integer> all = new LinkedHashSet<>(members());
    all.addAll(other.members());
    return of(all);
  }

  /** Those that are also in {@code other}. */
  public Group intersection(Group other) {
    return of(members().stream().filter(member -> other.rankOf(member) >= 0).toList());
  }

  /** Those that are not in {@code other}. */
  public Group difference(Group other) {
    return of(members().stream().filter(member -> other.rankOf(member) < 0).toList());
  }

  /** For each place in this group, the place of the same rank in {@code other}, or -1. */
  public List<Integer> translate(Collection<Integer> ranks, Group other) {
    return ranks.stream().map(rank -> other.rankOf(worldRanks[checked(rank)])).toList();
  }

  /** The members as ranks of the world, in order. */
  public List<Integer> members() {
    return Arrays.stream(worldRanks).boxed().toList();
  }

  private Group of(Collection<Integer> members) {
    return new Group(members.stream().mapToInt(Integer::intValue).toArray(), self);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Group group && Arrays.equals(worldRanks, group.worldRanks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(worldRanks);
  }

  @Override
  public String toString() {
    return "Group" + Arrays.toString(worldRanks);
  }
}
