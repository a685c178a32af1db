package org.rankspace.rank;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.rankspace.error.ExitCode;
import org.rankspace.job.ControlChannel;
import org.rankspace.job.Ending;
import org.rankspace.job.Membership;
import org.rankspace.job.Message;
import org.rankspace.namespace.Departure;

/**
 * One rank's channel to the launcher, with the rule that a rank reports its end once: whichever of
 * its threads is first.
 */
final class Lifeline implements Departure {
  private static final int BALLAST_BYTES = 8 << 20;

  private final ControlChannel channel;
  private final boolean alone;
  private final IntConsumer exit;

  /** Given up when the program fails: with an exhausted heap nothing could be reported. */
  private volatile byte[] ballast = new byte[BALLAST_BYTES];

  private final AtomicBoolean reported = new AtomicBoolean();

  private Lifeline(ControlChannel channel, boolean alone, IntConsumer exit) {
    this.channel = channel;
    this.alone = alone;
    this.exit = exit;
  }

  /**
   * Connects.
   *
   * @param gone called when the launcher is gone
   * @param exit ends the process
   */
  static Lifeline open(Membership membership, int rank, Runnable gone, IntConsumer exit) {
    ControlChannel channel = ControlChannel.open(membership, rank, gone);
    return new Lifeline(channel, membership.rank().isPresent(), exit);
  }

  ControlChannel channel() {
    return channel;
  }

  /** Says that the program ended well. */
  void finished() {
    reported.set(true);
    channel.finished();
  }

  /** Says that the program ended otherwise, unless its end has been reported already. */
  void failed(Message.Failed how) {
    ballast = null;
    if (reported.compareAndSet(false, true)) {
      channel.failed(how);
    }
  }

  /** The program has ended by an exception, which is still to be put into words. */
  public void failing() {
    ballast = null;
    channel.failing();
  }

  @Override
  public void abort(int code) {
    depart(new Message.Failed(Ending.ABORTED, code, "", ""));
  }

  @Override
  public void leave(int code) {
    depart(new Message.Failed(Ending.LEFT, code, "", ""));
  }

  /** A process goes at once; a thread among others waits for the launcher to end them all. */
  void depart(Message.Failed how) {
    failed(how);
    if (alone) {
      exit.accept(how.code() == ExitCode.OK ? ExitCode.FAILURE : how.code());
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
