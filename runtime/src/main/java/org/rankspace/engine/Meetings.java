package org.rankspace.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rankspace.transport.Board;

/**
 * Divides the board among the communicators: slots of a word for each rank of the world, and behind
 * them a key for each slot. A communicator has the slot whose key is its own, or the first free one
 * that it comes upon; as no key is ever taken out, all its ranks find the same slot, and none of
 * them finds one when there is no more.
 *
 * <pre>
 *  +--------------------+--------------------+-----+-------+-------+-----+
 *  | slot 0: a word for | slot 1             | ... | key 0 | key 1 | ... |
 *  |   each rank        |                    |     |       |       |     |
 *  +--------------------+--------------------+-----+-------+-------+-----+
 * </pre>
 */
final class Meetings {
  /**
   * Who comes writes to a line that all others poll: where each has a core of its own, time grows
   * with the square of the ranks, and rounds of messages grow with the logarithm. Not measured.
   */
  static final int MOST_MEMBERS = 32;

  private static final int NONE = -1;
  private static final long FREE = 0;

  private final Board board;
  private final int slotWords;
  private final int slots;
  private final List<Meeting> open = new CopyOnWriteArrayList<>();

  /**
   * @param board null where there is none
   * @param size how many ranks the world has
   */
  Meetings(Board board, int size) {
    this.board = board;
    int line = Board.WORDS_OF_A_LINE;
    slotWords = (Math.min(size, MOST_MEMBERS) + line - 1) / line * line;
    slots = Board.WORDS / (slotWords + 1);
  }

  /** The place to meet; null, at all ranks, where there is none. */
  Meeting open(Engine engine, Meeting.Invitation invitation) {
    if (board == null || invitation.members().size() > MOST_MEMBERS) {
      return null;
    }
    int slot = slot(invitation.key());
    if (slot == NONE) {
      return null;
    }
    Meeting meeting = new Meeting(engine, board, slot * slotWords, invitation);
    open.add(meeting);
    return meeting;
  }

  private int slot(long wanted) {
    long key = wanted == FREE ? ~FREE : wanted;
    int start = (int) Long.remainderUnsigned(key, slots);
    for (int i = 0; i < slots; i++) {
      int slot = (start + i) % slots;
      int word = slots * slotWords + slot;
      if (board.get(word) == key || board.claim(word, key) || board.get(word) == key) {
        return slot;
      }
    }
    return NONE;
  }

  /** How often this rank has come to any. */
  long comings() {
    long sum = 0;
    for (Meeting meeting : open) {
      sum += meeting.comings();
    }
    return sum;
  }
}
