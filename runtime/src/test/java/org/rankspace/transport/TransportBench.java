package org.rankspace.transport;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.rankspace.wire.FrameHeader;

/**
 * One-way latency and bandwidth by size between two JVMs, at this layer: raw poll loops that spin,
 * or sleep in await where the third argument says {@code await}. Run {@code main} with the kind of
 * transport; docs/transports.md has the figures. Quiet the machine first.
 */
public final class TransportBench {
  private static final int[] SIZES = {1, 64, 1024, 8192, 65536, 262144, 1 << 20, 4 << 20};
  private static final int ROUNDS = 7;
  private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(80);

  private final Transport transport;
  private final boolean sleeps;
  private final FrameHeader header = new FrameHeader();
  private final byte[] source = new byte[4 << 20];
  private final byte[] target = new byte[4 << 20];
  private final FrameHandler take = this::take;
  private int got;

  private final long turnNs;

  private TransportBench(Transport transport, boolean sleeps, long turnNs) {
    this.transport = transport;
    this.sleeps = sleeps;
    this.turnNs = turnNs;
  }

  /** Arguments: kind of transport, spin or await; as a child: rank, size, then those. */
  public static void main(String[] args) throws Exception {
    if (args.length == 4) {
      int rank = Integer.parseInt(args[0]);
      try (Transport transport =
          Transports.open(args[2], Forked.childExchange(), rank, 2, "bench")) {
        boolean sleeps = args[3].equals("await");
        new TransportBench(transport, sleeps, sleeps || args[2].equals("mpj") ? 50_000 : 600).run();
      }
      return;
    }
    try (Forked world = Forked.start(TransportBench.class, 2, args)) {
      world.exitCode(0);
      world.exitCode(1);
      world.lines(0).forEach(System.out::println);
    }
  }

  private void run() {
    for (int size : SIZES) {
      int turns = Math.clamp(ROUND_NS / (turnNs + size / 4), 20, 100_000);
      double[] micros = new double[ROUNDS];
      for (int round = -3; round < ROUNDS; round++) {
        long start = System.nanoTime();
        for (int turn = 0; turn < turns; turn++) {
          if (transport.rank() == 0) {
            send(1, size);
            receive(size);
          } else {
            receive(size);
            send(0, size);
          }
        }
        if (round >= 0) {
          micros[round] = (System.nanoTime() - start) / 1e3 / turns / 2;
        }
      }
      Arrays.sort(micros);
      System.out.printf(
          "%8d B  best %9.2f us  median %9.2f us  %8.0f MB/s%n",
          size, micros[0], micros[ROUNDS / 2], size / micros[ROUNDS / 2]);
    }
  }

  private void send(int dest, int size) {
    int max = transport.maxBodyBytes();
    for (int offset = 0; offset < size; offset += max) {
      int piece = Math.min(max, size - offset);
      header.source(transport.rank()).length(size).position(offset);
      while (!transport.offer(dest, header, source, offset, piece)) {
        idle();
      }
    }
  }

  private void receive(int size) {
    got = 0;
    while (got < size) {
      if (transport.poll(take, 8) == 0) {
        idle();
      }
    }
  }

  private void idle() {
    if (sleeps) {
      transport.await(TimeUnit.SECONDS.toNanos(1));
    } else {
      Thread.onSpinWait();
    }
  }

  private void take(DirectBuffer buffer, int index, int length) {
    int body = length - FrameHeader.LENGTH;
    buffer.getBytes(index + FrameHeader.LENGTH, target, got, body);
    got += body;
  }
}
