package org.rankspace.comm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rankspace.codec.Codec;
import org.rankspace.engine.Engine;
import org.rankspace.engine.Limits;
import org.rankspace.match.Envelope;
import org.rankspace.transport.Transport;

/** One rank's place among all ranks of the job. Owns the engine, and with it the transport. */
public final class World implements AutoCloseable {
  private static final long CONTEXT = 1;

  private final Engine engine;

  private World(Engine engine) {
    this.engine = engine;
  }

  /** Joins the world at the other ends of {@code transport}; closing the world closes it. */
  public static World open(Transport transport) {
    return new World(new Engine(transport, Limits.of(transport.size(), transport.maxBodyBytes())));
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

  /** Has waiting threads run {@code signals} now and then; what it throws ends their wait. */
  public void onWait(Runnable signals) {
    engine.onWait(signals);
  }

  /**
   * Keeps messages moving after this rank's program has ended, until all have: {@code everyoneDone}
   * is asked every few milliseconds.
   */
  public void finish(BooleanSupplier everyoneDone) {
    engine.finish(everyoneDone);
  }

  /** One line for each thread that waits: what for, and how long already. */
  public List<String> waiting() {
    long now = System.nanoTime();
    List<String> lines = new ArrayList<>();
    for (Engine.Waiting waiting : engine.waiting()) {
      lines.add(
          "%s, for %.1f s"
              .formatted(waiting.request().describe(), (now - waiting.sinceNs()) / 1e9));
    }
    return lines;
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
