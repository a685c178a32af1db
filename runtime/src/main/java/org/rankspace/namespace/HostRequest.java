package org.rankspace.namespace;

import org.rankspace.comm.Request;
import org.rankspace.comm.Status;
import org.rankspace.error.RankspaceException;

/** A request as {@code rankspace.py} sees it. */
public final class HostRequest {
  private final Request request;
  private final Bridge bridge;
  private Runnable atEnd;

  HostRequest(Request request, Bridge bridge) {
    this(request, bridge, null);
  }

  /**
   * @param atEnd done once, after the first wait that ends well; null for nothing
   */
  HostRequest(Request request, Bridge bridge, Runnable atEnd) {
    this.request = request;
    this.bridge = bridge;
    this.atEnd = atEnd;
  }

  Request request() {
    return request;
  }

  public Object complete(Status status) {
    try {
      Object value = request.await(status);
      if (atEnd != null) {
        atEnd.run();
        atEnd = null;
      }
      return bridge.toPython(value);
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public boolean test() {
    try {
      return request.test();
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  public boolean cancel() {
    return request.cancel();
  }
}
