package org.rankspace.comm;

import org.rankspace.engine.Engine;
import org.rankspace.engine.Meeting;
import org.rankspace.engine.ReceiveRequest.CollectiveMismatch;
import org.rankspace.error.RankspaceException;
import org.rankspace.wire.FrameHeader;

/** The barrier of one communicator, where its ranks have memory to meet in. */
final class SharedBarrier {
  private static final int BARRIER = Operation.BARRIER.ordinal();
  private static final int NO_ROOT = FrameHeader.NO_ROOT;

  private final Communicator communicator;
  private final Engine engine;
  private volatile boolean sought;
  private Meeting meeting;

  SharedBarrier(Communicator communicator, Engine engine) {
    this.communicator = communicator;
    this.engine = engine;
  }

  /**
   * Waits until all ranks have called it.
   *
   * @return false, at all ranks, if they have to send messages instead
   */
  boolean enter() {
    Meeting meeting = meeting();
    if (meeting == null) {
      return false;
    }
    int sequence = communicator.nextSequence();
    try {
      engine.meet(meeting, sequence);
    } catch (CollectiveMismatch mismatch) {
      throw explain(mismatch, sequence);
    }
    return true;
  }

  /**
   * @throws CollectiveMismatch if {@code source}, a rank of the world, is in the barrier as that
   *     collective of the communicator
   */
  void requireAbsence(int source, int sequence) {
    Meeting meeting = meeting();
    if (meeting != null && meeting.isAttendedBy(communicator.group().rankOf(source), sequence)) {
      throw new CollectiveMismatch(source, BARRIER, NO_ROOT, sequence);
    }
  }

  private Meeting meeting() {
    return sought ? meeting : seek();
  }

  private synchronized Meeting seek() {
    if (!sought) {
      Group group = communicator.group();
      meeting =
          engine.openMeeting(
              new Meeting.Invitation(
                  communicator.key(),
                  group.members(),
                  group.rank(),
                  communicator.context(),
                  BARRIER,
                  Operation.BARRIER.call(NO_ROOT) + " on " + communicator.name()));
      sought = true;
    }
    return meeting;
  }

  private RankspaceException explain(CollectiveMismatch mismatch, int sequence) {
    if (mismatch.operation() != BARRIER) {
      return EnginePeer.explain(mismatch, communicator, Operation.BARRIER, NO_ROOT, sequence);
    }
    return new CollectiveMismatchException(
        ("ranks are in different collectives: %s is collective number %d of %s at rank %d and number"
                + " %d at rank %d; all ranks must call the same collectives in the same order")
            .formatted(
                Operation.BARRIER.call(NO_ROOT),
                mismatch.sequence() + 1,
                communicator.name(),
                communicator.group().rankOf(mismatch.source()),
                sequence + 1,
                communicator.rank()));
  }
}
