package org.rankspace.launch.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.launch.plan.Plan;

/**
 * Ranks that serve, one process each: starts them, helps them find each other, and ends them. What
 * becomes of the others when one dies is not decided here.
 */
public final class Crew implements AutoCloseable {
  /** Hears of the ranks, in threads of theirs; what one rank does comes in order. */
  public interface Listener {
    /** The rank has come, and will answer calls. */
    void joined(int rank, Connection connection);

    void said(int rank, Message message);

    /**
     * The rank's process is gone, after everything that it said.
     *
     * @param code as a shell would give it: 128 + s after signal s
     */
    void gone(int rank, int code);

    /** The JVM of a rank, not its program, has written a line. */
    void muttered(int rank, String line);
  }

  private final Plan plan;
  private final Listener listener;
  private final Identity identity = Identity.create();
  private final Reaper reaper;
  private final ControlServer control;
  private final Starter starter;
  private final List<Child> children = new ArrayList<>();
  private final Map<Integer, Connection> connections = new TreeMap<>();
  private final Map<Integer, String> offers = new TreeMap<>();

  /** Prepares; starts no rank. */
  public Crew(Plan plan, Home home, Map<String, String> environment, Listener listener) {
    this.plan = plan;
    this.listener = listener;
    this.reaper = new Reaper(identity.job());
    this.control = new ControlServer(identity.secret(), plan.size(), this::take);
    int cores = Runtime.getRuntime().availableProcessors();
    RankCommand command = new RankCommand(home, environment, plan.size(), cores);
    Binder binder = new Binder(plan.binding(), Cores.allowed());
    this.starter = new Starter(plan, identity, control.port(), command, binder, Optional::empty);
  }

  /**
   * Starts the processes.
   *
   * @throws RankspaceException when the system refuses; none of them is left then
   */
  public synchronized void start() {
    try {
      for (int rank = 0; rank < plan.size(); rank++) {
        Child child = starter.start(rank);
        children.add(child);
        reaper.watch(child);
        forward(rank, child.pipes().out());
        forward(rank, child.pipes().err());
        int number = rank;
        Thread.ofPlatform().daemon().name("watch-" + rank).start(() -> watch(number, child));
      }
    } catch (RankspaceException e) {
      close();
      throw e;
    }
  }

  /** The process id of a rank. */
  public synchronized long pid(int rank) {
    return children.get(rank).pid();
  }

  /** Kills the ranks and what they have started; returns when they are gone. */
  @Override
  public void close() {
    reaper.close();
    control.close();
  }

  private void watch(int rank, Child child) {
    try {
      int code = child.awaitEnd();
      control.drain(rank, Job.DRAIN);
      listener.gone(rank, code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forward(int rank, InputStream pipe) {
    Thread.ofPlatform()
        .daemon()
        .name("output-" + rank)
        .start(
            () -> {
              try (var lines =
                  new java.io.BufferedReader(
                      new java.io.InputStreamReader(pipe, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  listener.muttered(rank, line);
                }
              } catch (IOException e) {
                // a pipe that breaks has ended
              }
            });
  }

  private void take(Event event) {
    switch (event) {
      case Event.Joined(int rank, Connection connection) -> join(rank, connection);
      case Event.Said(int rank, Message.Offer(String value)) -> offer(rank, value);
      case Event.Said(int rank, Message message) -> listener.said(rank, message);
      default -> throw new IllegalArgumentException("not from a control server: event=" + event);
    }
  }

  private void join(int rank, Connection connection) {
    synchronized (this) {
      connections.put(rank, connection);
    }
    connection.send(new Message.Start(Message.Kind.SERVE, "", List.of("")));
    listener.joined(rank, connection);
  }

  private synchronized void offer(int rank, String value) {
    offers.put(rank, value);
    if (offers.size() == plan.size()) {
      List<String> values = List.copyOf(offers.values());
      offers.clear();
      connections.values().forEach(c -> c.send(new Message.Gathered(values)));
    }
  }
}
