package org.rankspace.comm;

import java.util.UUID;
import java.util.function.Function;
import org.rankspace.transport.ThreadExchange;
import org.rankspace.transport.Transport;
import org.rankspace.transport.shm.ShmTransport;

class ShmBuffersTest extends BuffersContract {
  @Override
  Function<Integer, Transport> network(int size) {
    ThreadExchange exchange = new ThreadExchange(size);
    String job = UUID.randomUUID().toString();
    return rank -> ShmTransport.open(exchange.of(rank), rank, size, job);
  }
}
