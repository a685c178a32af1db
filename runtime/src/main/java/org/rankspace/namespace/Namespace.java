package org.rankspace.namespace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.rankspace.codec.Codec;
import org.rankspace.codec.PayloadInput;
import org.rankspace.codec.PayloadOutput;
import org.rankspace.codec.PlainCodec;
import org.rankspace.comm.World;
import org.rankspace.engine.Onlooker;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.PythonException;
import org.rankspace.error.RankspaceException;
import org.rankspace.namespace.guest.Objects;

/**
 * A dictionary in which Python code runs: the {@code __main__} of an interpreter of its own. Used
 * by one thread at a time, except {@link #interrupt} and {@link #close}.
 */
public final class Namespace implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Context context;
  private final HostFiles files;
  private final LateDeparture departure = new LateDeparture();
  private Settings settings;
  private final Modules modules;
  private final Objects objects;
  private final Value globals;
  private final Value environ;
  private final Lookout lookout;

  Namespace(
      Context context,
      Settings settings,
      InterruptibleInput in,
      HostFiles files,
      Departure departure) {
    this.context = context;
    this.files = files;
    this.settings = settings;
    this.departure.become(departure);
    context.enter();
    try {
      modules = new Modules(context);
      objects = modules.objects();
      globals = modules.program("main_dict").execute();
      environ = modules.program("environ");
      modules.program("prepare").executeVoid(this.departure, modules.executable());
      Value look = modules.program("look");
      in.onWait(() -> GuestException.catchable(look::execute));
      lookout = new Lookout(context, modules);
    } finally {
      context.leave();
    }
  }

  /** Does ahead what programs usually begin with. */
  void anticipate() {
    inside(() -> modules.program("anticipate").execute());
  }

  /** Makes of a namespace that was opened ahead the one that is wanted now. */
  void assume(Settings settings, Departure departure) {
    this.settings = settings;
    this.departure.become(departure);
    context.enter();
    try {
      modules
          .program("assume")
          .executeVoid(settings.arguments().toArray(), settings.directory().toString());
      Map<String, String> variables = settings.environment();
      if (!objects.addVariables(environ, variables)) {
        modules
            .program("add_variables")
            .executeVoid(variables.keySet().toArray(), variables.values().toArray());
      }
    } finally {
      context.leave();
    }
  }

  /** Binds the built-ins of message passing to one rank of {@code world}. */
  void connect(World world) {
    context.enter();
    try {
      world.onWait(onlooker());
      Bridge bridge = new Bridge(objects, modules.errors("_raise"), departure);
      modules
          .rankspace("_connect")
          .executeVoid(
              new HostWorld(
                  world.communicator(objects::codec), world.self(objects::codec), bridge));
    } finally {
      context.leave();
    }
  }

  private Onlooker onlooker() {
    Value look = modules.program("look");
    Value position = modules.program("position");
    return new Onlooker() {
      @Override
      public boolean leave() {
        return objects.giveLock();
      }

      @Override
      public void comeBack(boolean left) {
        if (left) {
          objects.takeLock();
        }
      }

      @Override
      public long[] look() {
        return GuestException.catchable(() -> look.execute().as(long[].class));
      }

      @Override
      public long idleNs(long thread) {
        return PythonThreads.idleNs(thread);
      }

      @Override
      public String position() {
        return GuestException.catchable(() -> position.execute().asString());
      }

      @Override
      public Optional<Standstill> standstill() {
        return lookout.standstill();
      }
    };
  }

  /** Which way of handling objects is in use; for tests. */
  String handling() {
    return objects.getClass().getSimpleName();
  }

  // A dictionary.

  /**
   * Runs Python code, to its end.
   *
   * @throws PythonException what the code raised and did not catch; {@code SystemExit} included
   */
  public void execute(String code) {
    inside(() -> context.eval(PythonSource.source(code, "<execute>")));
  }

  /**
   * Binds a name to a copy of a plain Java value, as {@link PlainCodec} describes them.
   *
   * @throws RankspaceException of class TYPE if the value is not plain
   */
  public void put(String name, Object value) {
    PayloadOutput out = new PayloadOutput();
    new PlainCodec().encode(value, out);
    inside(
        () -> {
          Object object = objects.codec().decode(new PayloadInput().open(out.payload()));
          globals.putHashEntry(name, objects.toPython(object));
          return null;
        });
  }

  /**
   * A copy of the object that a name is bound to, as a plain Java value; see {@link PlainCodec}.
   *
   * @throws RankspaceException of class ARG if there is no such name, of class TYPE if the object
   *     cannot be copied out
   */
  public Object get(String name) {
    PayloadOutput out = new PayloadOutput();
    inside(
        () -> {
          Codec codec = objects.codec();
          codec.encode(objects.of(globals.getHashValue(checked(name))), out);
          return null;
        });
    return new PlainCodec().decode(new PayloadInput().open(out.payload()));
  }

  /**
   * The names that are bound, in the order in which they were first bound, without those in double
   * underscores.
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    inside(
        () -> {
          Value list = modules.program("names").execute();
          for (long i = 0; i < list.getArraySize(); i++) {
            names.add(list.getArrayElement(i).asString());
          }
          return null;
        });
    return names;
  }

  /**
   * Unbinds a name.
   *
   * @throws RankspaceException of class ARG if there is no such name
   */
  public void remove(String name) {
    inside(() -> globals.removeHashEntry(checked(name)));
  }

  private String checked(String name) {
    if (!globals.hasHashEntry(name)) {
      throw new RankspaceException(
          ErrorClass.ARG, "there is no such name in the namespace: name=" + name);
    }
    return name;
  }

  /**
   * Answers what clients ask, from now on.
   *
   * @param rank whose answers these are
   * @param interruption what the SIGINT that has come means: null for nothing, empty for a
   *     KeyboardInterrupt in the call that is being answered, else the text of a RankDiedError in
   *     it
   */
  public Service serve(int rank, Supplier<String> interruption) {
    return inside(
        () -> {
          modules.load("ndarray");
          modules.load("snapshot");
          return new Service(this, objects, modules.load("serve"), rank, interruption);
        });
  }

  // A program.

  /**
   * Runs a program as CPython would: as {@code __main__}, then the rest of its threads and its
   * {@code atexit} functions; threads are not waited for when it has failed. Never throws what the
   * program raises; see {@link Outcome}.
   */
  public Outcome run(Program program) {
    Outcome outcome = attempt(() -> start(program));
    if (outcome.exitCode() == 0) {
      Outcome end = attempt(() -> modules.program("finish").execute());
      return end.exitCode() == 0 ? outcome : end;
    }
    departure.become(Departure.NONE); // it has been decided how this rank ends
    attempt(() -> modules.program("give_up").execute());
    return outcome;
  }

  private Object start(Program program) throws IOException {
    return switch (program) {
      case Program.Script script -> {
        Path file = settings.directory().resolve(script.file());
        // The name that CPython puts into tracebacks and __file__ is the one that was given.
        String name = script.file().toString();
        modules.program("start_script").executeVoid(name, folder(file));
        yield context.eval(PythonSource.source(text(file), name));
      }
      case Program.Module module -> {
        String folder = settings.directory().toString();
        Value call = modules.program("start_module").execute(module.name(), folder);
        yield context.eval(PythonSource.source(call.asString(), "<rankspace>"));
      }
      case Program.Command command -> {
        modules.program("start_command").executeVoid();
        yield context.eval(PythonSource.source(command.code(), "<string>"));
      }
    };
  }

  private static String folder(Path file) throws IOException {
    return file.toRealPath().getParent().toString();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  interface Step {
    Object run() throws IOException;
  }

  private Outcome attempt(Step step) {
    context.enter();
    try {
      step.run();
      return new Outcome.Completed();
    } catch (IOException fault) {
      return raised("OSError", fault.toString());
    } catch (OutOfMemoryError exhausted) {
      return new Outcome.OutOfMemory(exhausted.getMessage());
    } catch (RuntimeException raised) {
      return outcome(guest(raised));
    } finally {
      context.leave();
    }
  }

  /** Python's exception; what else it is that was raised is not caught. */
  private static PolyglotException guest(RuntimeException raised) {
    RuntimeException exception = GuestException.catchable(raised);
    if (exception instanceof PolyglotException guest) {
      return guest;
    }
    throw exception;
  }

  private Outcome outcome(PolyglotException exception) {
    if (!exception.isExit()) {
      departure.failing();
    } else {
      String message = exitMessage(exception);
      if (!message.isEmpty()) {
        writeError(message + System.lineSeparator());
      }
      return exception.getExitStatus() == 0
          ? new Outcome.Completed()
          : new Outcome.Exited(exception.getExitStatus(), message);
    }
    if (exception.isResourceExhausted()) {
      return new Outcome.OutOfMemory(exception.getMessage());
    }
    if (exception.isInterrupted() || exception.isCancelled()) {
      return raised("KeyboardInterrupt", "");
    }
    return new Outcome.Raised(translate(exception));
  }

  /** What {@code sys.exit('text')} has CPython print. */
  private static String exitMessage(PolyglotException exception) {
    String message = exception.getMessage();
    String prefix = "SystemExit: ";
    return message != null && message.startsWith(prefix) ? message.substring(prefix.length()) : "";
  }

  private void writeError(String text) {
    try {
      OutputStream err = settings.err();
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException nobodyListens) {
      // The exit status says it all the same.
    }
  }

  private static Outcome raised(String type, String message) {
    return new Outcome.Raised(
        new PythonException(type, message, type + (message.isEmpty() ? "" : ": " + message)));
  }

  private PythonException translate(PolyglotException exception) {
    Value guest = exception.getGuestObject();
    if (guest == null || !guest.isException()) {
      String type = exception.isInternalError() ? "InternalError" : "JavaException";
      return new PythonException(
          type, String.valueOf(exception.getMessage()), JavaTrace.of(exception));
    }
    try {
      Value description = modules.program("describe").execute(guest);
      return new PythonException(
          description.getArrayElement(0).asString(),
          description.getArrayElement(1).asString(),
          description.getArrayElement(2).asString());
    } catch (PolyglotException broken) {
      // An exception whose __str__ raises, or a traceback module that the program has broken.
      return new PythonException(
          "Exception", String.valueOf(exception.getMessage()), JavaTrace.of(exception));
    }
  }

  <T> T inside(Step step) {
    context.enter();
    try {
      @SuppressWarnings("unchecked")
      T result = (T) step.run();
      return result;
    } catch (IOException fault) {
      throw new RankspaceException(ErrorClass.OTHER, fault.toString(), fault);
    } catch (RuntimeException raised) {
      PolyglotException exception = guest(raised);
      if (exception.isExit()) {
        throw new PythonException(
            "SystemExit", String.valueOf(exception.getExitStatus()), "SystemExit");
      }
      if (exception.isInterrupted() || exception.isCancelled()) {
        throw new PythonException("KeyboardInterrupt", "", "KeyboardInterrupt");
      }
      throw translate(exception);
    } finally {
      context.leave();
    }
  }

  // From other threads.

  /**
   * Makes this process's SIGINT a {@code KeyboardInterrupt} in this namespace's main thread; that
   * is the thread that opened it. At most one namespace of a process can have it.
   */
  public void handleSignals() {
    inside(() -> modules.program("handle_interrupts").execute());
  }

  /**
   * Interrupts what runs here now, from another thread, with an end that Python cannot catch; the
   * namespace lives on. For an interrupt that it can catch see {@link #handleSignals}.
   */
  public void interrupt() {
    try {
      context.interrupt(PATIENCE);
    } catch (TimeoutException busy) {
      throw new RankspaceException(
          ErrorClass.PENDING, "the namespace does not stop: waited=1 s; close it instead", busy);
    }
  }

  /**
   * Ends whatever runs here, and the namespace. From any thread.
   *
   * @throws RankspaceException when something of it lives on, as a process that was started
   */
  @Override
  public void close() {
    lookout.close();
    try {
      context.close(true);
    } catch (PolyglotException alive) {
      throw new RankspaceException(ErrorClass.OTHER, alive.getMessage(), alive);
    } finally {
      files.close();
    }
  }
}
