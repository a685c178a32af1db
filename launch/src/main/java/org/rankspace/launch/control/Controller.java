package org.rankspace.launch.control;

import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.job.Signals;
import org.rankspace.launch.link.ConnectionFile;
import org.rankspace.launch.link.Endpoint;
import org.rankspace.launch.link.Frame;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.process.Crew;
import org.rankspace.launch.process.Home;

/** A cluster from start to stop. Writes its log to standard error. */
public final class Controller implements Crew.Listener, Reception.Desk {
  private static final int SECRET_BYTES = 32;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final String name;
  private final List<Seat> seats;
  private final Survivors survivors;
  private final Crew crew;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Prepares; starts no rank. */
  public Controller(String name, Plan plan, Home home, Map<String, String> environment) {
    this.name = name;
    this.seats = IntStream.range(0, plan.size()).mapToObj(Seat::new).toList();
    this.survivors = new Survivors(seats);
    this.crew = new Crew(plan, home, environment, this);
  }

  /** Runs the cluster until it is stopped; by then none of its processes is left. */
  public void run(ConnectionFile file) throws InterruptedException {
    Signals.handle("TERM", stopped::countDown);
    Signals.handle("HUP", () -> {}); // outlives the terminal that it was started from
    Signals.handle("INT", () -> {}); // somebody interrupts the command that has started us
    String secret = secret();
    try (crew;
        Reception reception = new Reception(secret, seats.size(), this, this::log)) {
      crew.start();
      long pid = ProcessHandle.current().pid();
      file.write(new Endpoint(name, pid, reception.port(), secret, seats.size()));
      log("started: name=" + name + ", pid=" + pid + ", ranks=" + seats.size());
      new Practice(seats).run(() -> stopped.getCount() == 0);
      stopped.await();
      file.remove(name);
    }
    log("stopped: name=" + name);
  }

  private static String secret() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  // What clients want.

  @Override
  public void take(Frame frame, Asker asker) {
    switch (frame) {
      case Frame.Request(int id, int[] ranks, byte[] call) -> {
        for (int rank : ranks) {
          if (rank >= seats.size()) {
            throw new RankspaceException(
                ErrorClass.RANK, "no such rank: rank=" + rank + ", ranks=" + seats.size());
          }
        }
        for (int rank : ranks) {
          seats.get(rank).call(asker, id, call);
        }
      }
      case Frame.Interrupt(int id) -> seats.forEach(seat -> seat.interrupt(asker, id));
      case Frame.Status(int id) -> asker.tell(new Frame.Result(id, 0, status()));
      case Frame.Stop() -> stopped.countDown();
      default ->
          throw new RankspaceException(ErrorClass.OTHER, "not for a controller: frame=" + frame);
    }
  }

  private byte[] status() {
    List<Object> ranks =
        IntStream.range(0, seats.size())
            .<Object>mapToObj(
                rank -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("rank", rank);
                  one.put("pid", crew.pid(rank));
                  one.put("state", seats.get(rank).describe());
                  one.put("pending", seats.get(rank).pending());
                  return one;
                })
            .toList();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("pid", ProcessHandle.current().pid());
    all.put("ranks", ranks);
    PayloadOutput out = new PayloadOutput();
    new PlainCodec().encode(all, out);
    return out.toByteArray();
  }

  // What ranks do.

  @Override
  public void joined(int rank, Connection connection) {
    seats.get(rank).seat(connection);
  }

  @Override
  public void said(int rank, Message message) {
    switch (message) {
      case Message.Reply reply -> seats.get(rank).reply(reply);
      case Message.Output output -> {
        if (!seats.get(rank).output(output)) {
          log("rank " + rank + " writes after its call has ended: bytes=" + output.bytes().length);
        }
      }
      case Message.State state -> survivors.answer(rank, state);
      case Message.Failed failed ->
          log("rank " + rank + " fails: " + failed.ending() + " " + failed.message());
      default -> {
        // nothing that matters here
      }
    }
  }

  @Override
  public void gone(int rank, int code) {
    String how = code > 128 ? "ended by signal " + (code - 128) : "ended with exit code " + code;
    log("rank " + rank + " is gone: " + how);
    seats.get(rank).bury(how);
    survivors.bury(rank, how);
  }

  @Override
  public void muttered(int rank, String line) {
    log("rank " + rank + ": " + line);
  }

  private void log(String line) {
    System.err.println(CLOCK.format(LocalDateTime.now()) + " " + line);
  }
}
