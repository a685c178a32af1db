package org.rankspace.launch.plan;

import java.util.List;

/**
 * The parts of a command line, and whether they go together.
 *
 * @param list in the order of their ranks; never empty
 */
record Parts(List<Part> list) {
  int size() {
    int size = list.stream().mapToInt(Part::size).sum();
    return Numbers.count(Integer.toString(size), "-np=" + size);
  }

  /** Whether the launcher's standard input is a program. */
  boolean readStandardInput() {
    return readers() > 0;
  }

  /**
   * @throws Refusal when they cannot be one job
   */
  void check(Device device) {
    if (device == Device.LOCAL) {
      checkThreads();
    }
    if (readers() > 1) {
      throw new Refusal("standard input can be the program of one part only: program=-");
    }
    Part first = list.getFirst();
    for (Part part : list) {
      if (part.isPython() != first.isPython()) {
        throw new Refusal(
            "Python programs and others cannot be in one job: program="
                + first.target().label()
                + ", program="
                + part.target().label());
      }
    }
  }

  private void checkThreads() {
    for (Part part : list) {
      if (!part.isPython()) {
        throw new Refusal(
            "only Python programs can run as threads of one process: program="
                + part.target().label()
                + ", -dev=local");
      }
    }
    if (list.size() > 1) {
      throw new Refusal(
          "threads of one process cannot be parts with programs of their own: parts="
              + list.size()
              + ", -dev=local");
    }
  }

  private long readers() {
    return list.stream().filter(part -> part.target() instanceof Target.StandardInput).count();
  }
}
