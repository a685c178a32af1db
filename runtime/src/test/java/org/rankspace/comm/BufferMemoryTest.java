package org.rankspace.comm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.buffer.Buffer;
import org.rankspace.codec.PlainCodec;
import org.rankspace.transport.Crew;
import org.rankspace.transport.Transport;

/** What it costs to move a large buffer, beside the buffer itself. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BufferMemoryTest {
  private static final int LARGE = 128 << 20;

  /** Of 1 GiB that is 4 MiB, and the inboxes come to 34 MiB at most. */
  private static final long BESIDE = LARGE / 256;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aLargeBufferTravelsInPiecesWithHardlyAnyMemoryBesideIt() throws Exception {
    Function<Integer, Transport> network = new ShmBuffersTest().network(2);
    Crew.run(
        2,
        rank -> {
          try (World world = World.open(network.apply(rank))) {
            Communicator comm = world.communicator(PlainCodec::new);
            byte[] bytes = new byte[LARGE];
            bytes[LARGE - 1] = (byte) (rank + 1);
            // Posted first: a message that nobody waits for may be fetched ahead, up to a limit.
            Request receive = rank == 1 ? comm.buffers().irecv(Buffer.of(bytes), 0, 0) : null;
            comm.barrier();
            long before = threads.getCurrentThreadAllocatedBytes();
            if (rank == 0) {
              comm.buffers().send(Buffer.of(bytes), 1, 0);
            } else {
              receive.await(null);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(BESIDE);
            assertThat(bytes[LARGE - 1]).isEqualTo((byte) 1);
            comm.barrier();
          }
        });
  }
}
