package org.rankspace.launch.plan;

import java.nio.file.Path;
import java.util.Optional;

/** Reads those options that bind ranks to cores. */
final class BindingOptions {
  private final Options options;
  private final Device device;
  private final Programs programs;

  /**
   * @param programs where {@code taskset} is looked for
   */
  BindingOptions(Options options, Device device, Programs programs) {
    this.options = options;
    this.device = device;
    this.programs = programs;
  }

  Binding binding() {
    String to = options.value(Options.BIND).orElse("none");
    Optional<Path> taskset =
        switch (to) {
          case "none" -> Optional.empty();
          case "core" -> Optional.of(taskset());
          default ->
              throw new Refusal("unknown binding: --bind-to=" + to + "; there are none, core");
        };
    return new Binding(taskset, options.has(Options.REPORT_BINDINGS));
  }

  private Path taskset() {
    if (device == Device.LOCAL) {
      throw new Refusal(
          "ranks that are threads of one process cannot be bound: --bind-to=core, -dev=local");
    }
    return programs
        .onSearchPath("taskset")
        .orElseThrow(
            () ->
                new Refusal(
                    "taskset, which binds ranks, is not on the PATH: --bind-to=core;"
                        + " install util-linux, or leave the option out"));
  }
}
