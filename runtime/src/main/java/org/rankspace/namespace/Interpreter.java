package org.rankspace.namespace;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.io.IOAccess;
import org.rankspace.comm.World;
import org.rankspace.namespace.guest.LostCode;
import org.rankspace.namespace.guest.PatientCompiler;

/**
 * Opens namespaces. All namespaces of one interpreter share compiled code, and nothing else: what
 * is hot in one is fast in the next. Thread-safe.
 */
public final class Interpreter implements AutoCloseable {
  /** In Python a truth value is a number too, and programs use it as one. */
  private static final HostAccess HOST_ACCESS =
      HostAccess.newBuilder(HostAccess.ALL)
          .targetTypeMapping(
              Boolean.class,
              Integer.class,
              truth -> true,
              truth -> truth ? 1 : 0,
              HostAccess.TargetMappingPrecedence.LOWEST)
          .build();

  private final Engine engine;
  private final LostCode lostCode = new LostCode();
  private final ThreadLocal<Namespace> prepared = new ThreadLocal<>();

  private Interpreter(Engine engine) {
    this.engine = engine;
  }

  /** Takes a second or two the first time in a JVM. */
  public static Interpreter start() {
    return start(false);
  }

  /**
   * As {@link #start()}.
   *
   * @param crowded whether other processes that start at the same time leave no core free: what is
   *     done besides would take its time from them
   */
  public static Interpreter start(boolean crowded) {
    if (crowded) {
      PatientCompiler.waitUntilWanted();
    }
    return new Interpreter(
        Engine.newBuilder("python")
            .allowExperimentalOptions(true) // the launcher's, for the compiler
            .option("engine.WarnInterpreterOnly", "false")
            .build());
  }

  /** A namespace without message passing; {@code os._exit} in it is a {@code SystemExit}. */
  public Namespace open(Settings settings) {
    return open(settings, Departure.NONE);
  }

  /**
   * A namespace that is one rank of {@code world}, with the built-ins of message passing.
   *
   * @param departure what {@code abort} and {@code os._exit} do
   */
  public Namespace open(Settings settings, World world, Departure departure) {
    Namespace namespace = prepared.get();
    prepared.remove();
    if (namespace == null) {
      namespace = open(settings, departure);
    } else {
      namespace.assume(settings, departure);
    }
    namespace.connect(world);
    return namespace;
  }

  /**
   * Opens the namespace that this thread's next {@link #open(Settings, World, Departure)} will
   * give, before it is known what for: that saves most of the time then. The settings given there
   * must have streams that stand for the same.
   */
  public void prepare(InputStream in, OutputStream out, OutputStream err) {
    Settings blank = new Settings(List.of(""), Path.of("/"), Map.of(), in, out, err);
    prepared.set(open(blank, Departure.NONE));
  }

  /**
   * Has compiled again, in the background, what programs have lost of their compiled code: the next
   * is most likely one like the last.
   */
  public void restoreLostCode() {
    lostCode.restore();
  }

  /** Does in the namespace that this thread has prepared what programs usually begin with. */
  public void anticipate() {
    prepared.get().anticipate();
  }

  /** Has the compiler get ready in the background, if it is not. */
  public void getReady() {
    PatientCompiler.getReady();
  }

  private Namespace open(Settings settings, Departure departure) {
    InterruptibleInput in = new InterruptibleInput(settings.in());
    HostFiles files = new HostFiles();
    return new Namespace(context(settings, in, files), settings, in, files, departure);
  }

  private Context context(Settings settings, InputStream in, HostFiles files) {
    return Context.newBuilder("python")
        .engine(engine)
        .allowAllAccess(true)
        .allowHostAccess(HOST_ACCESS)
        .allowIO(IOAccess.newBuilder().allowHostSocketAccess(true).fileSystem(files).build())
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .environment(settings.environment())
        .currentWorkingDirectory(settings.directory().toAbsolutePath())
        .arguments("python", settings.arguments().toArray(String[]::new))
        .in(in)
        .out(settings.out())
        .err(settings.err())
        .option("python.PosixModuleBackend", "java")
        .build();
  }

  @Override
  public void close() {
    lostCode.close();
    engine.close();
  }
}
