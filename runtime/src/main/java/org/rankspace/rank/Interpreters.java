package org.rankspace.rank;

import java.util.concurrent.CompletableFuture;
import org.rankspace.namespace.Interpreter;

/** Python takes longest to start: it does in a thread of its own, while the rank connects. */
final class Interpreters {
  private Interpreters() {}

  /**
   * An interpreter that is being started.
   *
   * @param ready run before anybody gets it
   */
  static CompletableFuture<Interpreter> starting(Runnable ready) {
    CompletableFuture<Interpreter> interpreter = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("interpreter")
        .start(
            () -> {
              try {
                Interpreter started = Interpreter.start();
                ready.run();
                interpreter.complete(started);
              } catch (RuntimeException | Error e) {
                interpreter.completeExceptionally(e);
              }
            });
    return interpreter;
  }
}
