package org.rankspace.launch.control;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.launch.link.Frame;

/**
 * Calls that do nothing, made while a new cluster's first client is still on its way: first calls
 * take several times as long as later ones, until the JVMs of the controller and of the ranks have
 * compiled what calls go through.
 */
final class Practice {
  private static final int ROUNDS = 300;

  /** Somebody else's call takes long: practice is over. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<Seat> seats;
  private final Semaphore answers = new Semaphore(0);
  private final Asker asker = this::take;

  Practice(List<Seat> seats) {
    this.seats = seats;
  }

  /**
   * Returns when it is over.
   *
   * @param isUnwanted whether it is to be over at once
   */
  void run(BooleanSupplier isUnwanted) throws InterruptedException {
    byte[] call = call();
    for (int round = 0; round < ROUNDS && !isUnwanted.getAsBoolean(); round++) {
      seats.forEach(seat -> seat.call(asker, 0, call));
      while (!answers.tryAcquire(seats.size(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        boolean ranksAreThere = round > 0;
        if (ranksAreThere || isUnwanted.getAsBoolean()) {
          return;
        }
      }
    }
  }

  private void take(Frame frame) {
    if (frame instanceof Frame.Result || frame instanceof Frame.Failure) {
      answers.release();
    }
  }

  private static byte[] call() {
    PayloadOutput out = new PayloadOutput();
    new PlainCodec().encode(new PlainCodec.Tuple(List.of("execute", "", false)), out);
    return out.toByteArray();
  }
}
