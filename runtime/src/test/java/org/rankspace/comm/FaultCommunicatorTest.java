package org.rankspace.comm;

import java.util.Set;
import java.util.function.Function;
import org.rankspace.transport.Transport;
import org.rankspace.transport.fault.FaultTransport;
import org.rankspace.transport.fault.Faults;
import org.rankspace.transport.local.LocalNetwork;

/** Frames come late and in other orders of sources, and offers are refused for a while. */
class FaultCommunicatorTest extends CommunicatorContract {
  private static final double RATE = 0.2;

  private static final Set<String> COVERED = Set.of("world of 2", "dup of 3", "split of 4");

  /** What makes communicators different lies above what can go wrong here. */
  @Override
  boolean covers(String kind, int size) {
    return COVERED.contains(kind + " of " + size);
  }

  @Override
  Function<Integer, Transport> network(int size) {
    LocalNetwork network = new LocalNetwork(size);
    return rank -> new FaultTransport(network.transport(rank), Faults.random(rank, RATE));
  }
}
