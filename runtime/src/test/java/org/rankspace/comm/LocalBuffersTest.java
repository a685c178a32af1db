package org.rankspace.comm;

import java.util.function.Function;
import org.rankspace.transport.Transport;
import org.rankspace.transport.local.LocalNetwork;

class LocalBuffersTest extends BuffersContract {
  @Override
  Function<Integer, Transport> network(int size) {
    LocalNetwork network = new LocalNetwork(size);
    return network::transport;
  }
}
