package org.rankspace.namespace;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.rankspace.comm.Communicator;
import org.rankspace.comm.Request;
import org.rankspace.comm.Status;
import org.rankspace.error.RankspaceException;

/** What {@code rankspace.py} is connected to. */
public final class HostWorld {
  private final HostCommunicator world;
  private final HostCommunicator self;
  private final Bridge bridge;
  private final long startNs = System.nanoTime();

  HostWorld(Communicator world, Communicator self, Bridge bridge) {
    this.world = new HostCommunicator(world, bridge);
    this.self = new HostCommunicator(self, bridge);
    this.bridge = bridge;
  }

  public HostCommunicator world() {
    return world;
  }

  /** The communicator of this rank alone. */
  public HostCommunicator self() {
    return self;
  }

  public Status newStatus() {
    return new Status();
  }

  /** What datatypes are made of. */
  public HostLayouts layouts() {
    return new HostLayouts(bridge);
  }

  public int awaitAny(List<HostRequest> requests) {
    try {
      return Request.awaitAny(requests.stream().map(HostRequest::request).toList());
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  /** Seconds since this namespace was opened. */
  public double wtime() {
    return (System.nanoTime() - startNs) / 1e9;
  }

  public String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
