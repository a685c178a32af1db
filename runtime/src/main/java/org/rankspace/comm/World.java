package org.rankspace.comm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rankspace.codec.Codec;
import org.rankspace.engine.Collective;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Limits;
import org.rankspace.engine.Onlooker;
import org.rankspace.engine.Pending;
import org.rankspace.engine.Snapshot;
import org.rankspace.engine.Traffic;
import org.rankspace.engine.Waiting;
import org.rankspace.match.Envelope;
import org.rankspace.transport.Transport;

/** One rank's place among all ranks of the job. Owns the engine, and with it the transport. */
public final class World implements AutoCloseable {
  private static final String OWN_THREADS = "a lock, a queue or a join of its own threads";
  private static final long CONTEXT = 1;
  private static final long SELF_CONTEXT = 2;

  private final Engine engine;

  private World(Engine engine) {
    this.engine = engine;
  }

  /** Joins the world at the other ends of {@code transport}; closing the world closes it. */
  public static World open(Transport transport) {
    return new World(new Engine(transport, Limits.of(transport)));
  }

  public int rank() {
    return engine.rank();
  }

  public int size() {
    return engine.size();
  }

  /**
   * The communicator of all ranks.
   *
   * @param codecs makes codecs for the objects that are sent; each is used by one thread at a time
   */
  public Communicator communicator(Supplier<Codec> codecs) {
    return new Communicator(
        engine, new Desk.Pool(codecs), Group.world(size(), rank()), CONTEXT, "world");
  }

  /** The communicator of this rank alone. Parameters as for {@link #communicator}. */
  public Communicator self(Supplier<Codec> codecs) {
    Group alone = new Group(new int[] {rank()}, rank());
    return new Communicator(engine, new Desk.Pool(codecs), alone, SELF_CONTEXT, "self");
  }

  /** Has waiting threads call {@code onlooker} now and then. */
  public void onWait(Onlooker onlooker) {
    engine.onWait(onlooker);
  }

  /**
   * Keeps messages moving after this rank's program has ended, until all have: {@code everyoneDone}
   * is asked every few milliseconds.
   */
  public void finish(BooleanSupplier everyoneDone) {
    engine.finish(everyoneDone);
  }

  /**
   * A wait, in a user's words.
   *
   * @param operation as in {@code recv(source=1, tag=7)}
   * @param awaited the ranks that could end it; {@link Communicator#ANY_SOURCE} for any of them;
   *     none if only the program itself could
   * @param position where in the program, or null
   * @param collective what it belongs to, or null
   */
  public record Wait(
      String operation,
      List<Integer> awaited,
      double seconds,
      String position,
      Collective collective) {
    @Override
    public String toString() {
      String where = position == null ? "" : ", at " + position;
      return "%s, for %.1f s%s".formatted(operation, seconds, where);
    }
  }

  /**
   * What this rank is doing now.
   *
   * @param blocked whether every thread of the program waits for messages or for another thread
   * @param idleNs how long those have computed that wait for another thread
   * @param framesIn frames that other ranks have sent here and that have been taken
   * @param framesOut frames sent to other ranks
   */
  public record State(
      boolean blocked,
      long idleNs,
      List<Wait> waits,
      long framesIn,
      long framesOut,
      Traffic traffic) {}

  public State state() {
    Snapshot snapshot = engine.snapshot();
    long now = System.nanoTime();
    List<Wait> waits = new ArrayList<>();
    for (Waiting waiting : snapshot.waiting()) {
      waits.add(
          new Wait(
              waiting.request().describe(),
              waiting.request().awaited(),
              (now - waiting.sinceNs()) / 1e9,
              waiting.position(),
              waiting.request().collective()));
    }
    snapshot
        .standstill()
        .ifPresent(
            still ->
                waits.add(
                    new Wait(
                        OWN_THREADS,
                        List.of(),
                        (now - still.sinceNs()) / 1e9,
                        still.position(),
                        null)));
    return new State(
        snapshot.blockedNs() != Onlooker.NOT_IDLE,
        snapshot.blockedNs(),
        waits,
        snapshot.framesIn(),
        snapshot.framesOut(),
        snapshot.traffic());
  }

  /**
   * The collectives of which other ranks have sent this one what it has not taken, in a user's
   * words: where a program has ended, ranks that were in different ones or had different roots.
   */
  public List<String> unmatchedCollectives() {
    return engine.unreadOfCollectives().stream()
        .map(
            envelope ->
                "rank %d was in %s as its collective number %d"
                    .formatted(
                        envelope.source(),
                        Operation.of(envelope.operation()).call(envelope.root()),
                        envelope.tag() + 1))
        .distinct()
        .toList();
  }

  /** The receives and sends that were started and wait for another rank, in a user's words. */
  public List<String> pending() {
    return engine.pending().stream().map(Pending::describe).toList();
  }

  /** One line for each message that no receive has taken. */
  public List<String> unread() {
    List<String> lines = new ArrayList<>();
    for (Envelope envelope : engine.unread()) {
      lines.add(
          "from rank %d, tag %d, %d bytes"
              .formatted(envelope.source(), envelope.tag(), envelope.length()));
    }
    return lines;
  }

  @Override
  public void close() {
    engine.close();
  }
}
