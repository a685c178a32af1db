package org.rankspace.namespace;

import java.io.InputStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.rankspace.comm.World;

/**
 * Opens namespaces. All namespaces of one interpreter share compiled code, and nothing else: what
 * is hot in one is fast in the next. Thread-safe.
 */
public final class Interpreter implements AutoCloseable {
  private final Engine engine;

  private Interpreter(Engine engine) {
    this.engine = engine;
  }

  /** Takes a second or two the first time in a JVM. */
  public static Interpreter start() {
    return new Interpreter(
        Engine.newBuilder("python").option("engine.WarnInterpreterOnly", "false").build());
  }

  /** A namespace without message passing; {@code os._exit} in it is a {@code SystemExit}. */
  public Namespace open(Settings settings) {
    return open(settings, NOT_A_RANK);
  }

  /**
   * A namespace that is one rank of {@code world}, with the built-ins of message passing.
   *
   * @param departure what {@code abort} and {@code os._exit} do
   */
  public Namespace open(Settings settings, World world, Departure departure) {
    Namespace namespace = open(settings, departure);
    namespace.connect(world, departure);
    return namespace;
  }

  private static final Departure NOT_A_RANK =
      new Departure() {
        @Override
        public void abort(int code) {}

        @Override
        public void leave(int code) {}
      };

  private Namespace open(Settings settings, Departure departure) {
    InterruptibleInput in = new InterruptibleInput(settings.in());
    return new Namespace(context(settings, in), settings, in, departure);
  }

  private Context context(Settings settings, InputStream in) {
    return Context.newBuilder("python")
        .engine(engine)
        .allowAllAccess(true)
        .allowHostAccess(HostAccess.ALL)
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
    engine.close();
  }
}
