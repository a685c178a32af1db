package org.rankspace.job;

import java.util.List;

/**
 * What a rank was doing at one moment: enough to tell whether it can go on by itself.
 *
 * @param blocked whether every thread of the program waits for messages or for another thread
 * @param idleNs how long those have computed that wait for another thread: who ran has computed
 *     more
 * @param framesIn frames that it has received from other ranks so far; both grow too when it comes
 *     to a barrier in shared memory
 * @param framesOut frames that it has sent to other ranks so far
 * @param unread a line for each message that no receive has taken; at most some
 */
public record Activity(
    boolean blocked,
    long idleNs,
    long framesIn,
    long framesOut,
    List<Wait> waits,
    List<String> unread,
    Traffic traffic) {
  /** Source of a wait that any rank can end. */
  public static final int ANY = -1;

  /** A rank whose program does not wait. */
  public static final Activity RUNNING =
      new Activity(false, 0, 0, 0, List.of(), List.of(), Traffic.NONE);

  public Activity {
    waits = List.copyOf(waits);
    unread = List.copyOf(unread);
  }

  /**
   * One thread's wait.
   *
   * @param operation as in {@code recv(source=1, tag=7)}
   * @param awaited the ranks that could end it, or {@link #ANY}; empty if only the program itself
   *     could
   * @param milliseconds how long already
   * @param position where in the program, as in {@code ring.py:12}, or empty
   * @param collective what it belongs to, or {@link Collective#NONE}
   */
  public record Wait(
      String operation,
      List<Integer> awaited,
      long milliseconds,
      String position,
      Collective collective) {
    public Wait(String operation, List<Integer> awaited, long milliseconds, String position) {
      this(operation, awaited, milliseconds, position, Collective.NONE);
    }

    public Wait {
      awaited = List.copyOf(awaited);
    }

    @Override
    public String toString() {
      String where = position.isEmpty() ? "" : ", at " + position;
      return "%s, for %.1f s%s".formatted(operation, milliseconds / 1e3, where);
    }
  }

  /**
   * A collective that ranks are in.
   *
   * @param context of the communicator
   * @param sequence which of the communicator's collectives, from 0 on
   * @param operation the same number at all ranks
   * @param root a rank of the communicator, or negative
   * @param call in a user's words, with its root and the communicator
   */
  public record Collective(long context, int sequence, int operation, int root, String call) {
    public static final Collective NONE = new Collective(0, 0, -1, -1, "");

    /** Whether ranks that are in both are there by mistake. */
    public boolean contradicts(Collective other) {
      return !equals(NONE)
          && !other.equals(NONE)
          && context == other.context
          && sequence == other.sequence
          && (operation != other.operation || root != other.root);
    }
  }
}
