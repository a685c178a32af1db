package org.rankspace.launch.plan;

import java.util.StringJoiner;

/** A plan in words, for {@code --dry-run}. */
final class Description {
  private Description() {}

  static String of(Plan plan, String hostName) {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("ranks:     " + plan.size() + " on " + hostName);
    int first = 0;
    for (Part part : plan.parts()) {
      if (plan.parts().size() > 1) {
        lines.add("part:      ranks " + first + " to " + (first + part.size() - 1));
      }
      lines.add("program:   " + program(part.target()));
      lines.add("arguments: " + String.join(" ", part.arguments()));
      lines.add("directory: " + part.directory());
      first += part.size();
    }
    lines.add("transport: " + plan.device());
    for (int rank = 0; rank < plan.size(); rank++) {
      lines.add("rank " + rank + ":    " + hostName);
    }
    return lines.toString();
  }

  private static String program(Target target) {
    return switch (target) {
      case Target.Script script -> script.file().toString();
      case Target.Module(String name) -> "module " + name;
      case Target.Command _ -> "the code given with -c";
      case Target.StandardInput _ -> "standard input";
      case Target.Executable executable -> executable.file() + " (not Python)";
    };
  }
}
