package org.rankspace.namespace;

import org.rankspace.comm.Request;
import org.rankspace.namespace.guest.Verb;

/** A request as {@code rankspace.py} sees it. */
final class HostRequest {
  private static final Verb.Table<HostRequest> VERBS =
      new Verb.Table<HostRequest>(HostRequest.class, (on, fault) -> on.bridge.raise(fault))
          .with("complete", 1, HostRequest::complete)
          .with("test", 0, (on, nothing) -> on.request.test())
          .with("cancel", 0, (on, nothing) -> on.request.cancel());

  private final Request request;
  private final Bridge bridge;
  private Runnable atEnd;

  private HostRequest(Request request, Bridge bridge, Runnable atEnd) {
    this.request = request;
    this.bridge = bridge;
    this.atEnd = atEnd;
  }

  /** What Python gets. */
  static Object of(Request request, Bridge bridge) {
    return of(request, bridge, null);
  }

  /**
   * @param atEnd done once, after the first wait that ends well; null for nothing
   */
  static Object of(Request request, Bridge bridge, Runnable atEnd) {
    return bridge.objects().withVerbs(new HostRequest(request, bridge, atEnd), VERBS);
  }

  Request request() {
    return request;
  }

  private Object complete(Object[] a) {
    Object value = request.await(bridge.status(a[0]));
    if (atEnd != null) {
      atEnd.run();
      atEnd = null;
    }
    return value;
  }
}
