package org.rankspace.transport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rankspace.transport.Transport;
import org.rankspace.transport.TransportContract;
import org.rankspace.wire.FrameHeader;

class LocalNetworkTest extends TransportContract {
  @Override
  protected List<Transport> open(int size) {
    LocalNetwork network = new LocalNetwork(size);
    return IntStream.range(0, size).mapToObj(network::transport).toList();
  }

  @Test
  void refusesWhatIsBeyondTheBoundAndWakesTheSenderWhenHalfIsFree() {
    List<Transport> world = open(2);
    FrameHeader header = new FrameHeader();
    byte[] body = new byte[LocalNetwork.MAX_BODY_BYTES];
    int sent = 0;
    while (world.get(0).offer(1, header, body, 0, body.length)) {
      sent++;
    }
    assertThat(sent).isBetween(2, LocalNetwork.laneBytes() / body.length);
    int received = world.get(1).poll((buffer, index, length) -> {}, Integer.MAX_VALUE);
    assertThat(received).isEqualTo(sent);
    world.get(0).await(TimeUnit.DAYS.toNanos(1));
    assertThat(world.get(0).offer(1, header, body, 0, body.length)).isTrue();
  }
}
