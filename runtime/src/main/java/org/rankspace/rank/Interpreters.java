package org.rankspace.rank;

import java.util.concurrent.CompletableFuture;
import org.rankspace.namespace.Interpreter;

/** Python takes longest to start: it does in a thread of its own, while the rank connects. */
final class Interpreters {
  private Interpreters() {}

  /**
   * An interpreter that is being started.
   *
   * @param processes how many such processes start at the same time
   * @param ready run before anybody gets it
   */
  static CompletableFuture<Interpreter> starting(int processes, Runnable ready) {
    boolean crowded = processes >= Runtime.getRuntime().availableProcessors();
    CompletableFuture<Interpreter> interpreter = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("interpreter")
        .start(
            () -> {
              try {
                Interpreter started = Interpreter.start(crowded);
                ready.run();
                interpreter.complete(started);
              } catch (RuntimeException | Error e) {
                interpreter.completeExceptionally(e);
              }
            });
    return interpreter;
  }
}
