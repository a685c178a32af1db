package org.rankspace.launch.process;

import java.util.List;
import org.rankspace.launch.plan.Binding;

/** Gives each rank its core. */
final class Binder {
  private final Binding binding;
  private final Cores cores;

  Binder(Binding binding, Cores cores) {
    this.binding = binding;
    this.cores = cores;
  }

  /** The words in front of a rank's command that bind it; none where ranks are not bound. */
  List<String> prefix(int rank) {
    return binding
        .taskset()
        .map(taskset -> List.of(taskset.toString(), "-c", Integer.toString(cores.of(rank))))
        .orElse(List.of());
  }

  /** What the user is told of {@code rank}. */
  String describe(int rank) {
    return "rank " + rank + ": " + (isBound() ? "core " + cores.of(rank) : "not bound");
  }

  private boolean isBound() {
    return binding.taskset().isPresent();
  }
}
