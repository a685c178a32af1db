package org.rankspace.namespace;

import org.rankspace.comm.Matched;
import org.rankspace.error.RankspaceException;

/** A message that a matched probe has taken, as Python sees it. */
public final class HostMatched {
  private final Matched matched;
  private final Bridge bridge;

  HostMatched(Matched matched, Bridge bridge) {
    this.matched = matched;
    this.bridge = bridge;
  }

  Matched matched() {
    return matched;
  }

  public boolean isNobodys() {
    return matched.isNobodys();
  }

  /** Starts to receive an object. */
  public HostRequest irecv() {
    try {
      return new HostRequest(matched.irecv(), bridge);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }
}
