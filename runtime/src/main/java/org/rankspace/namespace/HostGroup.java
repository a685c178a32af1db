package org.rankspace.namespace;

import java.util.List;
import java.util.function.Supplier;
import org.rankspace.comm.Group;
import org.rankspace.error.RankspaceException;

/** A group as {@code rankspace.py} sees it. */
public final class HostGroup {
  private final Group group;
  private final Bridge bridge;

  HostGroup(Group group, Bridge bridge) {
    this.group = group;
    this.bridge = bridge;
  }

  Group group() {
    return group;
  }

  public int size() {
    return group.size();
  }

  public int rank() {
    return group.rank();
  }

  public HostGroup incl(List<Integer> ranks) {
    return guard(() -> group.incl(ranks));
  }

  public HostGroup excl(List<Integer> ranks) {
    return guard(() -> group.excl(ranks));
  }

  public HostGroup union(HostGroup other) {
    return guard(() -> group.union(other.group));
  }

  public HostGroup intersection(HostGroup other) {
    return guard(() -> group.intersection(other.group));
  }

  public HostGroup difference(HostGroup other) {
    return guard(() -> group.difference(other.group));
  }

  /** The members as ranks of the world. */
  public Object members() {
    return bridge.objects().list(group.members());
  }

  public boolean same(HostGroup other) {
    return group.equals(other.group);
  }

  public Object translate(List<Integer> ranks, HostGroup other) {
    try {
      return bridge.objects().list(group.translate(ranks, other.group));
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  private HostGroup guard(Supplier<Group> operation) {
    try {
      return new HostGroup(operation.get(), bridge);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }
}
