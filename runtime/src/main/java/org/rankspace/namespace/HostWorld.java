package org.rankspace.namespace;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.graalvm.polyglot.Value;
import org.rankspace.comm.Communicator;
import org.rankspace.comm.Request;
import org.rankspace.comm.Status;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Objects;

/** What {@code rankspace.py} is connected to. */
public final class HostWorld {
  private final HostCommunicator world;
  private final HostCommunicator self;
  private final Bridge bridge;
  private final long startNs;

  HostWorld(Communicator world, Communicator self, Bridge bridge) {
    this(
        new HostCommunicator(world, bridge),
        new HostCommunicator(self, bridge),
        bridge,
        System.nanoTime());
  }

  private HostWorld(HostCommunicator world, HostCommunicator self, Bridge bridge, long startNs) {
    this.world = world;
    this.self = self;
    this.bridge = bridge;
    this.startNs = startNs;
  }

  /** The same world, whose faults are raised by another function. */
  public HostWorld raising(Value raiser) {
    return new HostWorld(
        world.raising(raiser), self.raising(raiser), bridge.raising(raiser), startNs);
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

  /**
   * @param requests a list of those that verbs have given
   */
  public int awaitAny(Value requests) {
    Objects objects = bridge.objects();
    try {
      return Request.awaitAny(
          objects.elements(objects.of(requests)).stream()
              .map(request -> ((HostRequest) objects.javaObject(request)).request())
              .toList());
    } catch (RankspaceException fault) {
      throw bridge.raise(fault);
    }
  }

  /** Which Rankspace this is, as in {@code 0.1.0}. */
  public String version() {
    String version = HostWorld.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version; // null where the classes are in no jar
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
