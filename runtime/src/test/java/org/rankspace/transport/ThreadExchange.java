package org.rankspace.transport;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.rankspace.job.Exchange;

/** An exchange between threads of one JVM. */
public final class ThreadExchange {
  private final AtomicReferenceArray<String> said;
  private final CyclicBarrier barrier;

  public ThreadExchange(int size) {
    this.said = new AtomicReferenceArray<>(size);
    this.barrier = new CyclicBarrier(size);
  }

  /** The end of {@code rank}. */
  public Exchange of(int rank) {
    return mine -> {
      said.set(rank, mine);
      meet();
      List<String> all = IntStream.range(0, said.length()).mapToObj(said::get).toList();
      meet();
      return all;
    };
  }

  private void meet() {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }
}
