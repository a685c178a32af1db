package org.rankspace.engine;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.rankspace.match.Envelope;
import org.rankspace.transport.Board;
import org.rankspace.wire.FrameHeader;

/**
 * Where the ranks of one communicator wait for each other, in memory that all of them see. Every
 * rank has a word there that only it writes: how often it has come, and as which collective of the
 * communicator. Who comes counts its word up; nobody leaves before all words have come as far. So
 * there is no rank that others need twice (Mellor-Crummey, Scott: Algorithms for scalable
 * synchronization on shared-memory multiprocessors, 1991, has flags of this kind).
 *
 * <pre>
 *   63          32 31           0
 *  +--------------+--------------+
 *  |    count     |   sequence   |   a word; those of 8 ranks share a line of the caches
 *  +--------------+--------------+
 * </pre>
 *
 * <p>One thread of a rank comes at a time; the others may look.
 */
public final class Meeting implements Pending {
  private static final int COUNT_SHIFT = Integer.SIZE;

  /** Some microseconds. */
  private static final int LOOKS = 100;

  private static final long SEQUENCE = 0xFFFF_FFFFL;

  private final Completion completion = new Completion();
  private final Engine engine;
  private final Board board;
  private final int first;
  private final Invitation invitation;
  private final int[] members;
  private final int self;

  /** What this rank's own word says. Others look only while the thread that writes it waits. */
  private long ticket;

  /** Whether a member has been seen that came as another collective; set by any thread. */
  private boolean astray;

  /**
   * Who meets, and in what.
   *
   * @param key a number that the members have in common and no others
   * @param members ranks of the world
   * @param self this rank's place among them
   * @param context of their messages
   * @param operation what the header of a message would say
   * @param description the call in a user's words
   */
  public record Invitation(
      long key, List<Integer> members, int self, long context, int operation, String description) {}

  /**
   * @param first the first of the words, one for each member
   */
  Meeting(Engine engine, Board board, int first, Invitation invitation) {
    this.engine = engine;
    this.board = board;
    this.first = first;
    this.invitation = invitation;
    members = invitation.members.stream().mapToInt(Integer::intValue).toArray();
    self = invitation.self;
    ticket = word(self);
  }

  private static int count(long word) {
    return (int) (word >>> COUNT_SHIFT);
  }

  private long word(int place) {
    return board.get(first + place);
  }

  /**
   * Comes.
   *
   * @param sequence which collective of the communicator this is
   * @return whether all others have come already
   */
  boolean come(int sequence) {
    ticket = (long) (count(ticket) + 1) << COUNT_SHIFT | sequence & SEQUENCE;
    board.set(first + self, ticket);
    return isReady();
  }

  /** Looks for a moment, as long as those take who come at about the same time. */
  boolean comesSoon() {
    for (int look = 0; look < LOOKS; look++) {
      Thread.onSpinWait();
      if (isReady()) {
        return true;
      }
    }
    return false;
  }

  /** How often this rank has come. */
  long comings() {
    return Integer.toUnsignedLong(count(word(self)));
  }

  /** Whether all have come, or one of them as another collective. Looks once at each word. */
  @Override
  public boolean isReady() {
    long ticket = this.ticket;
    for (int place = 0; place < members.length; place++) {
      long word = word(place);
      if (word != ticket && count(word) - count(ticket) <= 0) {
        return isAstray(word);
      }
    }
    return true;
  }

  private boolean isAstray(long word) {
    boolean differs = count(word) == count(ticket);
    if (differs) {
      astray = true;
    }
    return differs;
  }

  /** Whether a member has, which may have left and come again already. */
  private boolean hasCome(int place) {
    return count(word(place)) - count(ticket) >= 0;
  }

  /** Ends the sleep of those who came before. */
  void wakeOthers() {
    for (int place = 0; place < members.length; place++) {
      if (place != self) {
        board.ring(members[place]);
      }
    }
  }

  @Override
  public boolean endsWithoutFrame() {
    return true;
  }

  @Override
  public Completion completion() {
    return completion;
  }

  @Override
  public List<Integer> awaited() {
    List<Integer> missing = new ArrayList<>();
    for (int place = 0; place < members.length; place++) {
      if (!hasCome(place)) {
        missing.add(members[place]);
      }
    }
    return missing;
  }

  @Override
  public Collective collective() {
    return new Collective(
        invitation.context,
        (int) ticket,
        invitation.operation,
        FrameHeader.NO_ROOT,
        invitation.description);
  }

  @Override
  public String describe() {
    List<Integer> missing = awaited();
    return "%s, waiting for rank%s %s"
        .formatted(
            invitation.description,
            missing.size() == 1 ? "" : "s",
            missing.stream().map(String::valueOf).collect(joining(", ")));
  }

  /**
   * Makes sure that all have come as the same collective.
   *
   * @throws ReceiveRequest.CollectiveMismatch if one has not, or sends messages as that collective
   */
  void check() {
    if (astray) {
      throwMismatch();
    }
  }

  private void throwMismatch() {
    for (int place = 0; place < members.length; place++) {
      long word = word(place);
      if (word != ticket && count(word) == count(ticket)) {
        while (engine.progress() > 0) {} // what that rank has sent before it came
        look();
        throw new ReceiveRequest.CollectiveMismatch(
            members[place], invitation.operation, FrameHeader.NO_ROOT, (int) word);
      }
    }
  }

  /** No message belongs to this collective: who sends one is in another. */
  @Override
  public void look() {
    Envelope stray = engine.unreadOfCollective(invitation.context, (int) ticket);
    if (stray != null) {
      throw new ReceiveRequest.CollectiveMismatch(
          stray.source(), stray.operation(), stray.root(), stray.tag());
    }
  }

  /** Whether the member has come, last, as that collective of the communicator. */
  public boolean isAttendedBy(int place, int sequence) {
    long word = word(place);
    return count(word) != 0 && (int) word == sequence;
  }
}
