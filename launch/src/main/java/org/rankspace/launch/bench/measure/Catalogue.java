package org.rankspace.launch.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that can be measured. */
public final class Catalogue {
  private static final List<String> PAIRS = List.of("latency", "bandwidth", "bibandwidth");
  private static final List<String> REDUCTIONS = List.of("reduce", "allreduce", "scan", "exscan");
  private static final List<String> MOVES =
      List.of("bcast", "gather", "scatter", "allgather", "alltoall");
  private static final List<String> KINDS =
      List.of("int", "float", "str", "dict", "ints", "user", "floats");

  private static final List<Long> SIZES =
      List.of(1L, 64L, 1024L, 8L << 10, 64L << 10, 1L << 20, 4L << 20);
  private static final List<Long> SHORT = List.of(1L, 64L, 1024L);
  private static final List<Long> OF_COLLECTIVES = List.of(64L, 64L << 10, 1L << 20);

  /** A million doubles. */
  private static final long LARGE_REDUCTION = 8_000_000;

  private static final int MOST_RANKS_OF_LARGE_REDUCTION = 4;

  private Catalogue() {}

  /** The names of what can be measured, in the order of the reports. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(PAIRS);
    names.add("rate");
    names.add("barrier");
    names.addAll(MOVES);
    names.addAll(REDUCTIONS);
    return names;
  }

  /**
   * The cases for one job.
   *
   * @param names which of {@link #names}
   * @param sizes the lengths in bytes, for all that has one; empty for those that fit each name
   * @param withPairs whether what two ranks do is measured in this job too
   */
  public static List<Case> cases(
      Set<String> names, List<Long> sizes, int ranks, boolean withPairs) {
    List<Case> cases = new ArrayList<>();
    for (String name : names()) {
      if (names.contains(name) && (withPairs || !PAIRS.contains(name))) {
        addAll(cases, name, sizes, ranks);
      }
    }
    return cases;
  }

  private static void addAll(List<Case> cases, String name, List<Long> sizes, int ranks) {
    if (name.equals("barrier")) {
      cases.add(new Case(name, Form.OBJECT, "none", 0, ranks));
    } else if (REDUCTIONS.contains(name)) {
      cases.add(new Case(name, Form.OBJECT, "int", 0, ranks));
      for (long bytes : or(sizes, OF_COLLECTIVES)) {
        if (bytes >= Double.BYTES) {
          cases.add(new Case(name, Form.BUFFER, "doubles", bytes, ranks));
        }
      }
      if (isLarge(name, sizes, ranks)) {
        cases.add(new Case(name, Form.BUFFER, "doubles", LARGE_REDUCTION, ranks));
      }
    } else if (MOVES.contains(name)) {
      cases.add(new Case(name, Form.OBJECT, "dict", 0, ranks));
      addSizes(cases, name, List.of(Form.BUFFER), or(sizes, OF_COLLECTIVES), ranks);
    } else {
      if (name.equals("latency")) {
        KINDS.forEach(kind -> cases.add(new Case(name, Form.OBJECT, kind, 0, ranks)));
      }
      List<Long> usual = name.equals("rate") ? SHORT : SIZES;
      addSizes(cases, name, List.of(Form.values()), or(sizes, usual), ranks);
    }
  }

  private static boolean isLarge(String name, List<Long> sizes, int ranks) {
    return name.equals("allreduce") && sizes.isEmpty() && ranks <= MOST_RANKS_OF_LARGE_REDUCTION;
  }

  private static void addSizes(
      List<Case> cases, String name, List<Form> forms, List<Long> sizes, int ranks) {
    for (Form form : forms) {
      sizes.forEach(bytes -> cases.add(new Case(name, form, "bytes", bytes, ranks)));
    }
  }

  private static List<Long> or(List<Long> given, List<Long> usual) {
    return given.isEmpty() ? usual : given;
  }
}
