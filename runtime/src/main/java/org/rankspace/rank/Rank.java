package org.rankspace.rank;

import static java.util.stream.Collectors.joining;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.rankspace.comm.World;
import org.rankspace.engine.Collective;
import org.rankspace.error.ExitCode;
import org.rankspace.error.PythonException;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Activity;
import org.rankspace.job.ControlChannel;
import org.rankspace.job.Ending;
import org.rankspace.job.Membership;
import org.rankspace.job.Message;
import org.rankspace.job.Traffic;
import org.rankspace.job.Variables;
import org.rankspace.namespace.Interpreter;
import org.rankspace.namespace.Namespace;
import org.rankspace.namespace.Outcome;
import org.rankspace.namespace.Program;
import org.rankspace.namespace.Settings;
import org.rankspace.transport.Transport;

/** The life of one rank: world, namespace, program, end. {@link #run} is its thread. */
final class Rank {
  private static final int MOST_FRAMES = 12;

  /** Unread messages that a state names. */
  private static final int MOST_UNREAD = 10;

  /** Left over messages or requests that a warning names. */
  private static final int MOST_NAMED = 3;

  private final int number;
  private final Lifeline lifeline;
  private final CompletableFuture<Interpreter> interpreter;
  private final Function<Lifeline, Transport> transport;
  private final Settings settings;
  private final boolean alone;
  private volatile Namespace namespace;

  private Rank(
      int number,
      Lifeline lifeline,
      CompletableFuture<Interpreter> interpreter,
      Function<Lifeline, Transport> transport,
      Settings settings,
      boolean alone) {
    this.number = number;
    this.lifeline = lifeline;
    this.interpreter = interpreter;
    this.transport = transport;
    this.settings = settings;
    this.alone = alone;
  }

  private static boolean serves(Lifeline lifeline) {
    return lifeline.channel().assignment().kind() == Message.Kind.SERVE;
  }

  /**
   * The only rank of this process: reads and writes the process's own streams. One that serves
   * writes by way of the launcher, so that output and answers keep their order.
   */
  static Rank ofProcess(
      Membership membership,
      Lifeline lifeline,
      CompletableFuture<Interpreter> interpreter,
      Function<Lifeline, Transport> transport,
      Surroundings surroundings) {
    int number = membership.rank().orElseThrow();
    ControlChannel channel = lifeline.channel();
    boolean serves = serves(lifeline);
    Settings settings =
        new Settings(
            channel.assignment().arguments(),
            surroundings.directory(),
            environment(surroundings, membership, number),
            new FileInputStream(FileDescriptor.in),
            serves ? channel.output(Message.Stream.OUT) : new FileOutputStream(FileDescriptor.out),
            serves ? channel.output(Message.Stream.ERR) : new FileOutputStream(FileDescriptor.err));
    return new Rank(number, lifeline, interpreter, transport, settings, true);
  }

  /** Opens a namespace ahead for {@link #ofProcess}, in the thread that will be the rank's. */
  static void prepare(Interpreter interpreter) {
    interpreter.prepare(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }

  /** One of several ranks of this process: reads and writes by way of the launcher. */
  static Rank ofThread(
      Membership membership,
      int number,
      Lifeline lifeline,
      CompletableFuture<Interpreter> interpreter,
      Function<Lifeline, Transport> transport) {
    ControlChannel channel = lifeline.channel();
    Surroundings surroundings = Surroundings.ofThisProcess();
    Settings settings =
        new Settings(
            channel.assignment().arguments(),
            surroundings.directory(),
            environment(surroundings, membership, number),
            channel.input(),
            channel.output(Message.Stream.OUT),
            channel.output(Message.Stream.ERR));
    return new Rank(number, lifeline, interpreter, transport, settings, false);
  }

  private static Map<String, String> environment(
      Surroundings surroundings, Membership membership, int number) {
    Map<String, String> environment = new HashMap<>(surroundings.environment());
    environment.remove(Variables.SECRET);
    environment.remove(Variables.CONTROL);
    environment.putAll(Variables.ofProgram(number, membership.size()));
    return environment;
  }

  String name() {
    return "rank-" + number;
  }

  /** Runs the program and reports its end; returns the exit code that it stands for. */
  int run() {
    try (World world = World.open(transport.apply(lifeline))) {
      Namespace opened = interpreter.join().open(settings, world, lifeline);
      namespace = opened;
      if (alone) {
        opened.handleSignals();
      }
      lifeline.channel().describeBy(() -> describe(world, "running"));
      if (serves(lifeline)) {
        lifeline.channel().describeBy(() -> describe(world, "serving"));
        new Serving(lifeline.channel(), opened, number).run();
      }
      int code = conclude(opened.run(program()));
      if (code == ExitCode.OK) {
        lifeline.channel().describeBy(() -> describe(world, "finished, waiting for the others"));
        lifeline.finished();
        world.finish(lifeline.channel()::allFinished);
        warn("ended without having received", "message", world.unread());
        warn("ended with", "pending request", world.pending());
        warn("ended without its part in", "collective", world.unmatchedCollectives());
      }
      return code;
    } catch (OutOfMemoryError e) {
      return conclude(new Outcome.OutOfMemory(String.valueOf(e.getMessage())));
    } catch (CompletionException e) {
      return broken(e.getCause());
    } catch (InterruptedException e) {
      return broken(e);
    } catch (RuntimeException | Error e) {
      return broken(e);
    }
  }

  /** What is left over is a mistake, though not one that a program must fail for. */
  private void warn(String how, String what, List<String> left) {
    if (!left.isEmpty()) {
      List<String> named = left.subList(0, Math.min(MOST_NAMED, left.size()));
      int more = left.size() - named.size();
      lifeline
          .channel()
          .notice(
              how
                  + (left.size() == 1 ? " a " + what : " " + left.size() + " " + what + "s")
                  + ": "
                  + String.join("; ", named)
                  + (more > 0 ? "; and " + more + " more" : ""));
    }
  }

  /**
   * Ends the program; ends a rank that has not got so far. A rank alone in its process gets here
   * only before its program begins: from then on a signal raises KeyboardInterrupt in it.
   */
  void interrupt() {
    Namespace running = namespace;
    if (running != null) {
      running.interrupt();
    } else {
      lifeline.depart(
          new Message.Failed(
              Ending.RAISED, ExitCode.INTERRUPTED, "KeyboardInterrupt, before it had begun", ""));
    }
  }

  /**
   * Ends what is left of the namespace after {@link #run}: its threads, its open files.
   *
   * @return false when something of it lives on, as a process that the program has started
   */
  boolean close() {
    Namespace opened = namespace;
    try {
      if (opened != null) {
        opened.close();
      }
      return true;
    } catch (RankspaceException alive) {
      return false;
    }
  }

  /** A thread of this process that nobody looks after has died: so must the rank. */
  void die(Throwable error) {
    if (error instanceof OutOfMemoryError) {
      lifeline.depart(failure(new Outcome.OutOfMemory(String.valueOf(error.getMessage()))));
    } else {
      lifeline.depart(new Message.Failed(Ending.BROKEN, ExitCode.FAILURE, describe(error), ""));
    }
  }

  private static Activity.Collective collective(World.Wait wait) {
    Collective in = wait.collective();
    return in == null
        ? Activity.Collective.NONE
        : new Activity.Collective(
            in.context(), in.sequence(), in.operation(), in.root(), in.call());
  }

  private static Message.State describe(World world, String otherwise) {
    World.State state = world.state();
    List<Activity.Wait> waits =
        state.waits().stream()
            .map(
                wait ->
                    new Activity.Wait(
                        wait.operation(),
                        wait.awaited(),
                        (long) (wait.seconds() * 1e3),
                        Objects.requireNonNullElse(wait.position(), ""),
                        collective(wait)))
            .toList();
    String text =
        waits.isEmpty()
            ? otherwise
            : waits.stream().map(Activity.Wait::toString).collect(joining("; ", "waits in ", ""));
    List<String> unread = world.unread();
    return new Message.State(
        text,
        new Activity(
            state.blocked(),
            state.idleNs(),
            state.framesIn(),
            state.framesOut(),
            waits,
            unread.subList(0, Math.min(MOST_UNREAD, unread.size())),
            traffic(state.traffic())));
  }

  private static Traffic traffic(org.rankspace.engine.Traffic traffic) {
    return new Traffic(
        traffic.messagesIn(), traffic.bytesIn(), traffic.messagesOut(), traffic.bytesOut());
  }

  private Program program() {
    Message.Start start = lifeline.channel().assignment();
    return switch (start.kind()) {
      case SCRIPT -> new Program.Script(Path.of(start.text()));
      case MODULE -> new Program.Module(start.text());
      case COMMAND -> new Program.Command(start.text());
      case SERVE -> throw new IllegalArgumentException("no program: kind=" + start.kind());
    };
  }

  private int conclude(Outcome outcome) {
    if (!(outcome instanceof Outcome.Completed)) {
      lifeline.failed(failure(outcome));
    }
    return outcome.exitCode();
  }

  private static Message.Failed failure(Outcome outcome) {
    int code = outcome.exitCode();
    return switch (outcome) {
      case Outcome.Exited(int status, String _) ->
          new Message.Failed(Ending.EXITED, status, "", ""); // the text is on stderr already
      case Outcome.Left _ -> new Message.Failed(Ending.LEFT, code, "", "");
      case Outcome.Aborted _ -> new Message.Failed(Ending.ABORTED, code, "", "");
      case Outcome.Raised(PythonException e) ->
          new Message.Failed(Ending.RAISED, code, e.getMessage(), e.traceback());
      case Outcome.OutOfMemory(String text) ->
          new Message.Failed(Ending.OUT_OF_MEMORY, code, text, "");
      case Outcome.Completed _ -> throw new IllegalArgumentException("no failure: " + outcome);
    };
  }

  private int broken(Throwable error) {
    lifeline.failed(new Message.Failed(Ending.BROKEN, ExitCode.FAILURE, describe(error), ""));
    return ExitCode.FAILURE;
  }

  /** What a user can act on; for what should never happen, where it did. */
  private static String describe(Throwable error) {
    if (error instanceof RankspaceException) {
      return error.getMessage();
    }
    StringBuilder text = new StringBuilder(error.toString());
    List<StackTraceElement> frames = List.of(error.getStackTrace());
    for (StackTraceElement frame : frames.subList(0, Math.min(MOST_FRAMES, frames.size()))) {
      text.append("\n    at ").append(frame);
    }
    return text.toString();
  }
}
