package org.rankspace.transport.mpj;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rankspace.job.Exchange;
import org.rankspace.transport.Crew;
import org.rankspace.transport.ThreadExchange;
import org.rankspace.transport.Transport;
import org.rankspace.transport.TransportContract;
import org.rankspace.wire.FrameHeader;

/**
 * The contract with one class loader per rank, because MPJ Express keeps its state in static
 * fields.
 */
class MpjTransportTest extends TransportContract {
  @Override
  protected List<Transport> open(int size) throws Exception {
    ThreadExchange exchange = new ThreadExchange(size);
    return Crew.call(size, rank -> open(exchange.of(rank), rank, size));
  }

  private static Transport open(Exchange exchange, int rank, int size) throws Exception {
    Class<?> own = new OwnMpj().loadClass(MpjTransport.class.getName());
    try {
      return (Transport)
          own.getMethod("open", Exchange.class, int.class, int.class)
              .invoke(null, exchange, rank, size);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Has MPJ Express, and our package on top of it, for itself. */
  private static final class OwnMpj extends URLClassLoader {
    private static final List<String> OWN =
        List.of("org.rankspace.transport.mpj.", "xdev.", "mpjdev.", "mpjbuf.");

    OwnMpj() {
      super(
          new URL[] {location(MpjTransport.class), location(xdev.Device.class)},
          MpjTransportTest.class.getClassLoader());
    }

    private static URL location(Class<?> type) {
      return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (OWN.stream().noneMatch(name::startsWith)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Test
  void refusesWhatIsBeyondTheWindowUntilTheReceiverHasPolled() throws Exception {
    List<Transport> world = open(2);
    FrameHeader header = new FrameHeader();
    byte[] body = new byte[MpjTransport.MAX_BODY_BYTES];
    int sent = 0;
    while (world.get(0).offer(1, header, body, 0, body.length)) {
      sent++;
    }
    assertThat(sent).isEqualTo(MpjTransport.WINDOW_BYTES / (body.length + FrameHeader.LENGTH));
    for (int received = 0; received < sent; ) {
      world.get(1).await(TimeUnit.SECONDS.toNanos(1));
      received += world.get(1).poll((buffer, index, length) -> {}, Integer.MAX_VALUE);
    }
    world.get(0).await(TimeUnit.DAYS.toNanos(1));
    assertThat(world.get(0).offer(1, header, body, 0, body.length)).isTrue();
    Crew.run(2, rank -> world.get(rank).close());
  }
}
