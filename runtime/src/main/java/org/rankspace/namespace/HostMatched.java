package org.rankspace.namespace;

import org.rankspace.comm.Matched;
import org.rankspace.namespace.guest.Verb;

/** A message that a matched probe has taken, as Python sees it. */
final class HostMatched {
  private static final Verb.Table<HostMatched> VERBS =
      new Verb.Table<HostMatched>(HostMatched.class, (on, fault) -> on.bridge.raise(fault))
          .with("isNobodys", 0, (on, nothing) -> on.matched.isNobodys())
          .with("irecv", 0, (on, nothing) -> HostRequest.of(on.matched.irecv(), on.bridge));

  private final Matched matched;
  private final Bridge bridge;

  private HostMatched(Matched matched, Bridge bridge) {
    this.matched = matched;
    this.bridge = bridge;
  }

  /** What Python gets. */
  static Object of(Matched matched, Bridge bridge) {
    return bridge.objects().withVerbs(new HostMatched(matched, bridge), VERBS);
  }

  Matched matched() {
    return matched;
  }
}
