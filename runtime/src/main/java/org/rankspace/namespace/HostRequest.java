package org.rankspace.namespace;

import org.rankspace.comm.Request;
import org.rankspace.comm.Status;
import org.rankspace.error.RankspaceException;

/** A request as {@code rankspace.py} sees it. */
public final class HostRequest {
  private final Request request;
  private final Bridge bridge;

  HostRequest(Request request, Bridge bridge) {
    this.request = request;
    this.bridge = bridge;
  }

  Request request() {
    return request;
  }

  public Object complete(Status status) {
    try {
      return bridge.toPython(request.await(status));
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
