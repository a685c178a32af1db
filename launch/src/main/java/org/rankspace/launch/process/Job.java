package org.rankspace.launch.process;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.rankspace.error.ExitCode;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Connection;
import org.rankspace.job.Message;
import org.rankspace.job.Signals;
import org.rankspace.launch.plan.Part;
import org.rankspace.launch.plan.Plan;
import org.rankspace.launch.plan.Target;
import org.rankspace.pool.Streams;

/** One run of one plan, from the first process to the last. */
public final class Job {
  private static final List<Signal> FORWARDED =
      List.of(
          Signal.INT, Signal.TERM, Signal.HUP, Signal.USR1, Signal.USR2, Signal.TSTP, Signal.CONT);

  /** How long what a process has said may still be on its way when it is gone. */
  static final Duration DRAIN = Duration.ofMillis(500);

  private static final int PIECE_BYTES = 1 << 16;

  private final Plan plan;
  private final String host;
  private final Identity identity = Identity.create();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
  private final ProgressBlock progress;
  private final OutputCollector output;
  private final Reaper reaper;
  private final ControlServer control;
  private final Binder binder;
  private final Starter starter;
  private final InputPump input;
  private final Map<Integer, Child> hosts = new ConcurrentHashMap<>();
  private final Map<Part, Message.Start> starts = new IdentityHashMap<>();

  /**
   * Prepares a run; starts no rank.
   *
   * @param environment the launcher's own
   * @param host this machine's name
   */
  public Job(Plan plan, Home home, Map<String, String> environment, String host) {
    this.plan = plan;
    this.host = host;
    OutputFiles files = new OutputFiles(plan.output());
    files.prepare(plan.size());
    this.progress = new ProgressBlock(err);
    this.output =
        new OutputCollector(
            plan.output(),
            files,
            new FileOutputStream(FileDescriptor.out),
            err,
            progress,
            () -> events.add(new Event.OutputLost()));
    this.reaper = new Reaper(identity.job());
    this.control = new ControlServer(identity.secret(), plan.size(), this::take);
    this.input = new InputPump(plan, new FileInputStream(FileDescriptor.in));
    RankCommand command =
        new RankCommand(
            home, environment, Starter.processes(plan), Runtime.getRuntime().availableProcessors());
    this.binder = new Binder(plan.binding(), Cores.allowed());
    Supplier<Optional<Pool>> pool = beside(() -> Pool.of(plan, home, environment, command));
    this.starter = new Starter(plan, identity, control.port(), command, binder, pool);
  }

  /** Has something done while this thread gets on; what it gives is waited for. */
  private static <T> Supplier<T> beside(Callable<T> errand) {
    FutureTask<T> task = new FutureTask<>(errand);
    Thread.ofPlatform().daemon().name("beside").start(task);
    return () -> {
      try {
        return task.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /**
   * Runs the job to its end; by then no process of it is left. To be called by the main thread.
   *
   * @return the exit code
   */
  public int run() throws InterruptedException {
    for (Signal signal : FORWARDED) {
      Signals.handle(signal.name(), () -> events.add(new Event.Signalled(signal)));
    }
    QuitSignal.handle(() -> events.add(new Event.Signalled(Signal.QUIT)));
    plan.notes().forEach(this::say);
    if (plan.verbose()) {
      sayWhatStarts();
    }
    if (plan.binding().reported()) {
      IntStream.range(0, plan.size()).mapToObj(binder::describe).forEach(this::say);
    }
    try (control;
        reaper) {
      List<Child> children = new ArrayList<>();
      try {
        start(children);
      } catch (RankspaceException e) {
        children.forEach(child -> child.signalAll(Signal.KILL));
        output.close(); // of those that have begun
        say(e.getMessage());
        return ExitCode.NOT_EXECUTABLE;
      }
      Supervisor supervisor = new Supervisor(setup(), events, children);
      int code = supervisor.run();
      output.close();
      progress.update(List.of());
      report(supervisor, code);
      return code;
    }
  }

  private Supervisor.Setup setup() {
    return new Supervisor.Setup(
        plan,
        input,
        this::say,
        isProgressShown() ? progress::update : lines -> {},
        (failure, child) ->
            CrashLog.explain(failure, RankCommand.crashLog(Long.toString(child.pid()))));
  }

  private void start(List<Child> children) {
    for (int index = 0; index < Starter.processes(plan); index++) {
      Child child = starter.start(index);
      children.add(child);
      child.ranks().forEach(rank -> hosts.put(rank, child));
      reaper.watch(child);
      input.attach(child);
      List<Thread> pipes = Starter.sharesOutput(plan) ? List.of() : forward(child);
      Thread.ofPlatform().daemon().name("watch-" + index).start(() -> watch(child, pipes));
    }
  }

  private List<Thread> forward(Child child) {
    return List.of(
        forward(child, Message.Stream.OUT, child.pipes().out()),
        forward(child, Message.Stream.ERR, child.pipes().err()));
  }

  private Thread forward(Child child, Message.Stream stream, InputStream pipe) {
    int rank = child.ranks().getFirst();
    return Thread.ofPlatform()
        .daemon()
        .name("output-" + rank)
        .start(
            () -> {
              byte[] buffer = new byte[PIECE_BYTES];
              try {
                for (int n = pipe.read(buffer); n > 0; n = pipe.read(buffer)) {
                  output.write(rank, stream, buffer, n);
                }
              } catch (IOException e) {
                // a pipe that breaks has ended
              }
            });
  }

  /** Says that a child is gone only after everything that it had said. */
  private void watch(Child child, List<Thread> pipes) {
    try {
      int code = child.awaitEnd();
      if (child.isReleased()) {
        reaper.forget(child);
      }
      for (int rank : child.ranks()) {
        control.drain(rank, DRAIN);
      }
      for (Thread pipe : pipes) {
        pipe.join(DRAIN); // what the child has started may hold it open
      }
      events.add(new Event.Exited(child, code));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Output goes straight on, so that a reader who does not read holds up ranks, not decisions. */
  private void take(Event event) {
    switch (event) {
      case Event.Said(int rank, Message.Output(Message.Stream to, byte[] bytes)) ->
          output.write(rank, to, bytes, bytes.length);
      case Event.Said(int rank, Message.Released()) -> hosts.get(rank).release();
      case Event.Joined(int rank, Connection connection) -> {
        connection.send(startMessage(rank)); // while others may still have to be started
        events.add(event);
      }
      default -> events.add(event);
    }
  }

  /** What a rank is told when it has connected; standard input is read but once. */
  private synchronized Message.Start startMessage(int rank) {
    return starts.computeIfAbsent(plan.part(rank), Job::startMessage);
  }

  private static Message.Start startMessage(Part part) {
    List<String> arguments = new ArrayList<>();
    arguments.add(part.target().label());
    arguments.addAll(part.arguments());
    return switch (part.target()) {
      case Target.Script script ->
          new Message.Start(Message.Kind.SCRIPT, name(part, script), arguments);
      case Target.Module(String name) -> new Message.Start(Message.Kind.MODULE, name, arguments);
      case Target.Command(String code) -> new Message.Start(Message.Kind.COMMAND, code, arguments);
      case Target.StandardInput() ->
          new Message.Start(Message.Kind.COMMAND, standardInput(), arguments);
      case Target.Executable _ -> new Message.Start(Message.Kind.COMMAND, "", arguments);
    };
  }

  /** As the user wrote it, where that leads the ranks to the file: tracebacks show it. */
  private static String name(Part part, Target.Script script) {
    boolean leads = part.directory().resolve(script.given()).normalize().equals(script.file());
    return leads ? script.given() : script.file().toString();
  }

  private static String standardInput() {
    try (InputStream in = new FileInputStream(FileDescriptor.in)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private void sayWhatStarts() {
    int cores = Runtime.getRuntime().availableProcessors();
    say("starting " + plan.size() + " ranks on " + host + ", transport " + plan.device());
    if (plan.size() > cores) {
      say("there are more ranks than cores: ranks=" + plan.size() + ", cores=" + cores);
    }
  }

  private void report(Supervisor supervisor, int code) {
    if (supervisor.interrupted()) {
      say("interrupted; stopped " + supervisor.stopped() + " ranks");
    }
    if (!supervisor.failures().isEmpty()) {
      write(Report.of(supervisor.failures(), supervisor.stopped(), host, code));
    }
  }

  private void say(String line) {
    write("rankrun: " + line + "\n");
  }

  private boolean isProgressShown() {
    return plan.progress() && Streams.isTerminal(Streams.STANDARD_ERROR);
  }

  private void write(String text) {
    progress.aside(
        () -> {
          try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            // nobody listens
          }
        });
  }
}
