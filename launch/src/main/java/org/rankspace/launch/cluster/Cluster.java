package org.rankspace.launch.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.launch.link.ConnectionFile;
import org.rankspace.launch.link.Endpoint;
import org.rankspace.launch.link.Frame;
import org.rankspace.launch.link.Line;
import org.rankspace.launch.link.Login;

/** A connection to a running cluster. Thread-safe. */
public final class Cluster implements AutoCloseable {
  private final String name;
  private final Line line;
  private final int size;
  private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicInteger latest = new AtomicInteger();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean gone;

  private Cluster(String name, Line line, int size) {
    this.name = name;
    this.line = line;
    this.size = size;
    Thread.ofPlatform().daemon().name("cluster-" + name).start(this::receive);
  }

  /**
   * Connects to the user's cluster of this name.
   *
   * @throws RankspaceException when there is none, or it does not answer
   */
  public static Cluster connect(String name) {
    return connect(new ConnectionFile(System.getenv()).read(name));
  }

  /**
   * Connects to the cluster at this end point.
   *
   * @throws RankspaceException when it does not answer
   */
  public static Cluster connect(Endpoint endpoint) {
    Line line = null;
    try {
      line = new Line(new Socket(InetAddress.getLoopbackAddress(), endpoint.port()));
      return new Cluster(endpoint.name(), line, Login.enter(line, endpoint.secret()));
    } catch (IOException e) {
      throw new RankspaceException(
          ErrorClass.OTHER,
          "the cluster does not answer: name=" + endpoint.name() + ", why=" + e.getMessage(),
          e);
    } catch (RankspaceException e) {
      line.close();
      throw e;
    }
  }

  public String name() {
    return name;
  }

  /** How many ranks there are, those that have died included. */
  public int size() {
    return size;
  }

  /** All ranks. */
  public View all() {
    return ranks(IntStream.range(0, size).toArray());
  }

  /** Some ranks, in this order. */
  public View ranks(int... ranks) {
    if (Arrays.stream(ranks).distinct().count() < ranks.length) {
      throw new RankspaceException(
          ErrorClass.RANK, "a rank is there twice: ranks=" + Arrays.toString(ranks));
    }
    for (int rank : ranks) {
      if (rank < 0 || rank >= size) {
        throw new RankspaceException(
            ErrorClass.RANK, "no such rank: rank=" + rank + ", ranks=" + size);
      }
    }
    return new View(this, ranks.clone());
  }

  /** What the controller knows: {@code name}, {@code pid}, and a map for each of {@code ranks}. */
  public Map<?, ?> status() {
    int id = latest.incrementAndGet();
    Pending mine = new Pending(new int[] {0}, (rank, stream, bytes) -> {});
    pending.put(id, mine);
    send(new Frame.Status(id), mine);
    return (Map<?, ?>) Waiting.join(mine.answers().getFirst()).value();
  }

  /** Ends the cluster; returns when it has hung up. */
  public void stop() {
    line.send(new Frame.Stop());
    end.join();
  }

  /** A request under way. */
  record Asked(int id, List<CompletableFuture<Answer>> answers) {}

  /** Asks ranks to carry out a call; docs/cluster.md lists them. */
  Asked ask(int[] ranks, Listener listener, Object... call) {
    PayloadOutput out = new PayloadOutput();
    new PlainCodec().encode(Function.tuple(call), out);
    int id = latest.incrementAndGet();
    Pending mine = new Pending(ranks, listener);
    pending.put(id, mine);
    send(new Frame.Request(id, ranks, out.toByteArray()), mine);
    return new Asked(id, mine.answers());
  }

  /** Raises KeyboardInterrupt in what a request still does. */
  void interrupt(int id) {
    line.send(new Frame.Interrupt(id));
  }

  private void send(Frame frame, Pending mine) {
    line.send(frame);
    if (gone) {
      mine.fail(lost());
    }
  }

  private RankspaceException lost() {
    return new RankspaceException(
        ErrorClass.OTHER, "the connection to the cluster is lost: name=" + name);
  }

  private void receive() {
    try {
      for (Optional<Frame> next = line.receive(); next.isPresent(); next = line.receive()) {
        take(next.get());
      }
    } finally {
      gone = true;
      line.close();
      pending.values().forEach(p -> p.fail(lost()));
      end.complete(null);
    }
  }

  private void take(Frame frame) {
    switch (frame) {
      case Frame.Output output -> pending.get(output.id()).output(output);
      case Frame.Result(int id, int rank, byte[] value) -> {
        pending.get(id).result(rank, value);
        forget(id);
      }
      case Frame.Failure(int id, int rank, byte[] value) -> {
        pending.get(id).failure(rank, value);
        forget(id);
      }
      default -> throw new RankspaceException(ErrorClass.OTHER, "not for a client: frame=" + frame);
    }
  }

  private void forget(int id) {
    if (pending.get(id).isComplete()) {
      pending.remove(id);
    }
  }

  /** Hangs up; the cluster goes on. */
  @Override
  public void close() {
    line.close();
    end.join();
  }
}
