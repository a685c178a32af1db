package org.rankspace.launch.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.rankspace.error.ExitCode;
import org.rankspace.job.Activity;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.launch.plan.Plan;

/**
 * Decides what becomes of a job: lets ranks in, passes on what they exchange, tells them when all
 * have finished, and ends everything when one fails, a signal comes or time is up.
 *
 * <p>Ending takes three steps: a moment in which others may report that they fail too (a wrong line
 * of the program fails everywhere), then TERM, then KILL. All in one thread; what happens comes in
 * as {@link Event}s.
 */
final class Supervisor {
  /** How long after the first failure others are still heard. */
  private static final Duration SETTLE = Duration.ofMillis(250);

  /** As {@link #SETTLE}, while a rank that fails has not yet said how. */
  private static final Duration SETTLE_FAILING = Duration.ofSeconds(1);

  /** As {@link #SETTLE}, after Ctrl-C: programs may want to tidy up. */
  private static final Duration SETTLE_INTERRUPTED = Duration.ofSeconds(3);

  /** How long a rank that fails may take to say how, while the others are stopped already. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final Duration GRACE = Duration.ofMillis(500);

  /** As {@link #GRACE}, when the launcher itself was asked to terminate. */
  private static final Duration GRACE_TERMINATED = Duration.ofSeconds(2);

  /** How long a rank may take to say what it is doing. */
  private static final Duration ROLL_CALL = Duration.ofMillis(300);

  /** How often it is looked whether all ranks are stuck; two looks make sure. */
  private static final Duration LOOK = Duration.ofMillis(600);

  private static final Duration SECOND_INTERRUPT = Duration.ofSeconds(2);
  private static final int NONE = -1;

  /**
   * What a supervisor needs of its job.
   *
   * @param say shows the user a line
   * @param progress shows the user a line for each rank, in place of those before
   * @param explain adds to a failure what is known of the process's end
   */
  record Setup(
      Plan plan,
      InputPump input,
      Consumer<String> say,
      Consumer<List<String>> progress,
      BiFunction<Failure, Child, Failure> explain) {}

  /** What the supervisor knows of one rank. */
  private enum State {
    STARTING("starting"),
    RUNNING("running"),
    FINISHED("finished, waiting for the others"),
    FAILING("failing"),
    FAILED("failed"),
    ENDED("ended");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  private final Setup job;
  private final BlockingQueue<Event> events;
  private final List<Child> children;
  private final Set<Child> alive;
  private final State[] states;
  private final Map<Integer, Connection> connections = new HashMap<>();
  private final Map<Integer, String> offers = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();

  /** The ranks that failed, the first one first, also if how came later. */
  private final List<Integer> order = new ArrayList<>();

  private final Clock clock = new Clock();
  private final RollCall rollCall;
  private final DeadlockWatch watch = new DeadlockWatch();
  private long looks;
  private final RankProgress progress;
  private int stopped;
  private int forcedCode = NONE;
  private boolean interrupted;
  private boolean timedOut;
  private boolean ending;

  Supervisor(Setup job, BlockingQueue<Event> events, List<Child> children) {
    this.job = job;
    this.events = events;
    this.children = children;
    this.alive = new HashSet<>(children);
    this.rollCall = new RollCall(job.say());
    this.states = new State[job.plan().size()];
    this.progress = new RankProgress(states.length);
    Arrays.fill(states, State.STARTING);
    job.plan().timeout().ifPresent(t -> clock.set(Clock.Alarm.TIMEOUT, t));
    if (job.plan().deadlockCheck() || job.plan().progress()) {
      clock.set(Clock.Alarm.LOOK, LOOK);
    }
  }

  /** Waits for the end of the job; by then every process of it is gone. Returns its exit code. */
  int run() throws InterruptedException {
    while (!alive.isEmpty()) {
      Event event = events.poll(clock.untilNextMs(), TimeUnit.MILLISECONDS);
      if (event != null) {
        take(event);
      }
      for (Clock.Alarm due : clock.due()) {
        ring(due);
      }
    }
    return forcedCode != NONE
        ? forcedCode
        : failures.isEmpty() ? ExitCode.OK : failures().getFirst().exitCode();
  }

  /** In the order in which they happened. */
  List<Failure> failures() {
    return failures;
  }

  /** How many ranks had to be stopped. */
  int stopped() {
    return stopped;
  }

  boolean interrupted() {
    return interrupted;
  }

  private void take(Event event) {
    switch (event) {
      case Event.Joined(int rank, Connection connection) -> join(rank, connection);
      case Event.Said(int rank, Message message) -> hear(rank, message);
      case Event.Exited(Child child, int code) -> exit(child, code);
      case Event.Signalled(Signal signal) -> signal(signal);
      case Event.OutputLost() -> end(ExitCode.SIGNAL_BASE + Signal.PIPE.number(), GRACE);
    }
  }

  private void join(int rank, Connection connection) {
    connections.put(rank, connection);
    states[rank] = State.RUNNING;
    job.input().attach(rank, connection);
  }

  private void hear(int rank, Message message) {
    switch (message) {
      case Message.Offer(String value) -> offer(rank, value);
      case Message.State(long question, String text, Activity activity) -> {
        rollCall.answer(rank, "(pid " + childOf(rank).pid() + ") " + text);
        showIfComplete();
        progress.answer(rank, text, activity.traffic());
        if (question == looks) {
          watch.answer(rank, activity).ifPresent(this::deadlock);
        }
      }
      case Message.Finished() -> finish(rank);
      case Message.Notice(String text) -> job.say().accept("rank " + rank + " " + text);
      case Message.Failing() -> failing(rank);
      case Message.Failed failed -> fail(Failure.reported(rank, childOf(rank).pid(), failed));
      default -> {
        // a rank that says what only launchers say is not worth ending a job for
      }
    }
  }

  private void offer(int rank, String value) {
    offers.put(rank, value);
    if (offers.size() == states.length) {
      List<String> values = new ArrayList<>();
      for (int r = 0; r < states.length; r++) {
        values.add(offers.get(r));
      }
      offers.clear();
      connections.values().forEach(c -> c.send(new Message.Gathered(values)));
    }
  }

  private void finish(int rank) {
    states[rank] = State.FINISHED;
    for (State state : states) {
      if (state != State.FINISHED && state != State.ENDED) {
        return;
      }
    }
    if (failures.isEmpty()) {
      connections.values().forEach(c -> c.send(new Message.AllFinished()));
    }
  }

  private void exit(Child child, int code) {
    alive.remove(child);
    for (int rank : child.ranks()) {
      State before = states[rank];
      if (before == State.FAILED) {
        continue;
      }
      states[rank] = State.ENDED;
      boolean well = code == ExitCode.OK && (before == State.FINISHED || !child.isPython());
      if (before == State.FAILING) {
        states[rank] = State.FAILING;
        fail(Failure.unexplained(rank, child.pid()));
      } else if (ending) {
        stopped++;
      } else if (!well) {
        fail(job.explain().apply(Failure.ended(rank, child, code), child));
      }
    }
  }

  private void failing(int rank) {
    if (states[rank] == State.RUNNING) {
      states[rank] = State.FAILING;
      order.add(rank);
      settle();
    }
  }

  private void fail(Failure failure) {
    if (states[failure.rank()] == State.FAILED || ending && isStopped(failure)) {
      return;
    }
    if (states[failure.rank()] != State.FAILING) {
      order.add(failure.rank());
    }
    states[failure.rank()] = State.FAILED;
    failures.add(failure);
    failures.sort(Comparator.comparing(each -> order.indexOf(each.rank())));
    settle();
  }

  /** Sets the time at which those who have not failed by then are stopped. */
  private void settle() {
    if (ending) {
      return;
    }
    if (order.size() == 1) {
      clock.remember(Clock.Moment.FIRST_FAILURE);
    }
    Duration patience =
        allAreThrough()
            ? Duration.ZERO
            : interrupted ? SETTLE_INTERRUPTED : isAnyFailing() ? SETTLE_FAILING : SETTLE;
    clock.set(Clock.Alarm.TERM, patience.minus(clock.since(Clock.Moment.FIRST_FAILURE)));
  }

  private boolean isAnyFailing() {
    return Arrays.asList(states).contains(State.FAILING);
  }

  /** An end that is only the answer to our own TERM. */
  private static boolean isStopped(Failure failure) {
    return failure.exitCode() == ExitCode.TERMINATED || failure.exitCode() == ExitCode.KILLED;
  }

  private boolean allAreThrough() {
    for (State state : states) {
      if (state == State.STARTING || state == State.RUNNING || state == State.FAILING) {
        return false;
      }
    }
    return true;
  }

  private void ring(Clock.Alarm alarm) {
    switch (alarm) {
      case TIMEOUT -> {
        job.say()
            .accept(
                "the time is up: --timeout="
                    + job.plan().timeout().orElseThrow().toMillis() / 1000.0
                    + " s (or MPIEXEC_TIMEOUT)");
        timedOut = true;
        describe();
      }
      case TERM -> end(interrupted ? ExitCode.INTERRUPTED : forcedCode, GRACE);
      case SHOW -> show();
      case LOOK -> look();
      case KILL -> speechless().forEach(child -> child.signalAll(Signal.KILL));
      case KILL_ALL -> alive.forEach(child -> child.signalAll(Signal.KILL));
    }
  }

  /** Asks all ranks what they are doing, once all run and as long as nobody fails. */
  private void look() {
    job.progress().accept(progress.lines());
    if (ending || !order.isEmpty() || interrupted) {
      return;
    }
    clock.set(Clock.Alarm.LOOK, LOOK);
    if (connections.size() < states.length) {
      return;
    }
    Set<Integer> running = new HashSet<>();
    for (int rank = 0; rank < states.length; rank++) {
      if (states[rank] == State.RUNNING) {
        running.add(rank);
      }
    }
    looks++;
    watch.begin(connections.keySet(), running);
    connections.values().forEach(connection -> connection.send(new Message.Ask(looks)));
  }

  private void deadlock(Deadlock deadlock) {
    if (job.plan().deadlockCheck() && !ending && order.isEmpty()) {
      deadlock.lines().forEach(job.say());
      end(ExitCode.DEADLOCK, GRACE);
    }
  }

  private void end(int code, Duration grace) {
    if (forcedCode == NONE) {
      forcedCode = code;
    }
    if (!ending) {
      ending = true;
      clock.clear(Clock.Alarm.TIMEOUT);
      speechless().forEach(child -> child.signalAll(Signal.TERM));
      alive.forEach(child -> child.signalAll(Signal.CONT));
      clock.set(Clock.Alarm.KILL, grace);
      clock.set(Clock.Alarm.KILL_ALL, grace.plus(LAST_WORDS));
    }
  }

  /** The processes without a rank that is about to say how it failed. */
  private List<Child> speechless() {
    return alive.stream()
        .filter(child -> child.ranks().stream().noneMatch(r -> states[r] == State.FAILING))
        .toList();
  }

  private void signal(Signal signal) {
    switch (signal) {
      case INT -> interrupt();
      case TERM, HUP -> {
        end(ExitCode.SIGNAL_BASE + signal.number(), GRACE_TERMINATED);
      }
      case QUIT -> describe();
      case TSTP -> {
        alive.forEach(child -> child.signalAll(Signal.STOP));
        Posix.signal(ProcessHandle.current().pid(), Signal.STOP);
      }
      case CONT -> alive.forEach(child -> child.signalAll(Signal.CONT));
      default -> alive.forEach(child -> child.signal(signal));
    }
  }

  private void interrupt() {
    if (clock.since(Clock.Moment.INTERRUPT).compareTo(SECOND_INTERRUPT) <= 0) {
      end(ExitCode.INTERRUPTED, Duration.ZERO);
      return;
    }
    interrupted = true;
    forcedCode = forcedCode == NONE ? ExitCode.INTERRUPTED : forcedCode;
    clock.remember(Clock.Moment.INTERRUPT);
    alive.forEach(child -> child.signalAll(Signal.INT));
  }

  private Child childOf(int rank) {
    return children.size() == 1 ? children.getFirst() : children.get(rank);
  }

  /** Asks all ranks what they are doing, and shows it when they have answered. */
  private void describe() {
    Map<Integer, String> known = new HashMap<>();
    for (int rank = 0; rank < states.length; rank++) {
      known.put(rank, "(pid " + childOf(rank).pid() + ") " + states[rank].words);
    }
    rollCall.ask(known, connections);
    clock.set(Clock.Alarm.SHOW, ROLL_CALL);
    showIfComplete();
  }

  private void showIfComplete() {
    if (rollCall.isComplete() && clock.isSet(Clock.Alarm.SHOW)) {
      clock.set(Clock.Alarm.SHOW, Duration.ZERO);
    }
  }

  private void show() {
    rollCall.show();
    if (timedOut) {
      end(ExitCode.TIMEOUT, GRACE);
    }
  }
}
