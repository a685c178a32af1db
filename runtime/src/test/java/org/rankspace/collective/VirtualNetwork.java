package org.rankspace.collective;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Ranks that run one at a time, in an order drawn from a seed, over queues without bounds.
 *
 * <p>Before each send and each receive a rank hands the turn back, so a seed stands for one
 * interleaving. When no rank can go on and not all have ended, that is a deadlock, and who waits
 * for whom is reported; so is a message that nobody received. Rounds are counted in the one-port
 * model: in a round a rank sends one message and receives one, and can send on only what it knows
 * by then.
 */
final class VirtualNetwork<T> {
  private final List<Node> nodes = new ArrayList<>();
  private final Semaphore turnBack = new Semaphore(0);
  private final UnaryOperator<T> wire;

  private VirtualNetwork(int size, UnaryOperator<T> wire) {
    this.wire = wire;
    for (int rank = 0; rank < size; rank++) {
      nodes.add(new Node(rank, size));
    }
  }

  /** What the ranks returned, in rank order, and what it took. */
  record Run<R>(List<R> results, int rounds, List<Integer> sent, List<Integer> received) {
    int messages() {
      return sent.stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** A rank's program threw. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(int rank, Throwable cause) {
      super("rank " + rank + " failed", cause);
    }
  }

  /** Runs the program on all ranks; messages arrive as the very objects that were sent. */
  static <T, R> Run<R> run(int size, long seed, Function<Peer<T>, R> program) {
    return run(size, seed, UnaryOperator.identity(), program);
  }

  /** The same, each message being what {@code wire} makes of it when it is sent. */
  static <T, R> Run<R> run(
      int size, long seed, UnaryOperator<T> wire, Function<Peer<T>, R> program) {
    return new VirtualNetwork<>(size, wire).runAll(new Random(seed), program);
  }

  private <R> Run<R> runAll(Random random, Function<Peer<T>, R> program) {
    List<R> results = new ArrayList<>();
    for (Node node : nodes) {
      results.add(null);
      node.start(() -> results.set(node.rank, program.apply(node)));
    }
    try {
      schedule(random);
    } finally {
      nodes.forEach(Node::stop);
    }
    requireEmptyQueues();
    return new Run<>(
        results,
        nodes.stream().mapToInt(n -> Math.max(n.lastSent, n.lastReceived)).max().orElse(0),
        nodes.stream().map(n -> n.sent).toList(),
        nodes.stream().map(n -> n.received).toList());
  }

  private void schedule(Random random) {
    while (true) {
      List<Node> ready = nodes.stream().filter(Node::canGoOn).toList();
      if (ready.isEmpty()) {
        break;
      }
      Node next = ready.get(random.nextInt(ready.size()));
      next.turn.release();
      turnBack.acquireUninterruptibly();
      if (next.failure != null) {
        throw new Failed(next.rank, next.failure);
      }
    }
    List<Node> waiting = nodes.stream().filter(n -> !n.ended).toList();
    if (!waiting.isEmpty()) {
      throw new IllegalStateException("deadlock: " + waiting);
    }
  }

  private void requireEmptyQueues() {
    for (Node node : nodes) {
      for (int source = 0; source < nodes.size(); source++) {
        if (!node.inbox.get(source).isEmpty()) {
          throw new IllegalStateException(
              "never received: source=%d, dest=%d, messages=%d"
                  .formatted(source, node.rank, node.inbox.get(source).size()));
        }
      }
    }
  }

  private record Message<T>(T content, int round) {}

  private final class Node implements Peer<T> {
    private final int rank;
    private final Semaphore turn = new Semaphore(0);
    private final List<Queue<Message<T>>> inbox = new ArrayList<>();
    private volatile int awaited = -1;
    private volatile boolean ended;
    private volatile Throwable failure;
    private Thread thread;
    private int sent;
    private int received;
    private int lastSent;
    private int lastReceived;

    Node(int rank, int size) {
      this.rank = rank;
      for (int source = 0; source < size; source++) {
        inbox.add(new ArrayDeque<>());
      }
    }

    void start(Runnable program) {
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      awaitTurn();
                      program.run();
                    } catch (Throwable e) {
                      failure = e;
                    } finally {
                      ended = true;
                      turnBack.release();
                    }
                  });
    }

    void stop() {
      if (!ended) {
        thread.interrupt();
      }
    }

    boolean canGoOn() {
      return !ended && (awaited < 0 || !inbox.get(awaited).isEmpty());
    }

    private void giveTurn() {
      turnBack.release();
      awaitTurn();
    }

    private void awaitTurn() {
      try {
        turn.acquire();
      } catch (InterruptedException e) {
        throw new IllegalStateException("stopped", e);
      }
    }

    @Override
    public int rank() {
      return rank;
    }

    @Override
    public int size() {
      return nodes.size();
    }

    @Override
    public void send(T message, int dest) {
      if (dest == rank) {
        throw new IllegalArgumentException("a message to itself: rank=" + rank);
      }
      giveTurn();
      sent++;
      lastSent = Math.max(lastSent, lastReceived) + 1;
      nodes.get(dest).inbox.get(rank).add(new Message<>(wire.apply(message), lastSent));
    }

    @Override
    public T recv(int source) {
      awaited = source;
      giveTurn();
      awaited = -1;
      Message<T> message = inbox.get(source).remove();
      received++;
      lastReceived = Math.max(lastReceived + 1, message.round());
      return message.content();
    }

    @Override
    public String toString() {
      return rank + " waits for " + awaited;
    }
  }
}
