package org.rankspace.transport.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rankspace.transport.Transport;
import org.rankspace.transport.TransportContract;
import org.rankspace.transport.local.LocalNetwork;
import org.rankspace.wire.FrameHeader;

class FaultTransportTest {
  private static List<Transport> world(int size, Faults faults) {
    LocalNetwork network = new LocalNetwork(size);
    return IntStream.range(0, size)
        .<Transport>mapToObj(rank -> new FaultTransport(network.transport(rank), faults))
        .toList();
  }

  @Nested
  class WithoutFaults extends TransportContract {
    @Override
    protected List<Transport> open(int size) {
      return world(size, Faults.none());
    }
  }

  @Nested
  class LateAndInOtherOrders extends TransportContract {
    @Override
    protected List<Transport> open(int size) {
      LocalNetwork network = new LocalNetwork(size);
      return IntStream.range(0, size)
          .<Transport>mapToObj(
              rank -> new FaultTransport(network.transport(rank), refusingNone(rank)))
          .toList();
    }

    /** The contract has tests that offer once and expect room. */
    private static Faults refusingNone(int seed) {
      Faults random = Faults.random(seed, 0.5);
      return new Faults() {
        @Override
        public boolean refuses(int dest) {
          return false;
        }

        @Override
        public int heldBackPolls(int source) {
          return random.heldBackPolls(source);
        }

        @Override
        public int nextSource(int waiting) {
          return random.nextSource(waiting);
        }
      };
    }
  }

  @Test
  void refusesForAWhile() {
    Transport sender = world(2, Faults.random(1, 1)).get(0);
    List<Boolean> taken = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      taken.add(sender.offer(1, new FrameHeader(), null, 0, 0));
    }
    assertThat(taken).contains(true, false);
  }

  @Test
  void aStoppedPeerNeitherHearsNorSaysAnything() {
    List<Transport> world = world(2, Faults.none());
    FaultTransport stopped = (FaultTransport) world.get(1);
    stopped.stop();
    assertThat(stopped.offer(0, new FrameHeader(), null, 0, 0)).isTrue();
    assertThat(world.get(0).offer(1, new FrameHeader(), null, 0, 0)).isTrue();
    for (Transport transport : world) {
      assertThat(transport.poll((buffer, index, length) -> {}, 1)).isZero();
    }
  }
}
