package org.rankspace.launch.bench.report;

import java.util.List;
import java.util.Set;
import org.rankspace.launch.bench.measure.Case;
import org.rankspace.launch.bench.measure.Form;
import org.rankspace.launch.bench.measure.Side;

/**
 * What we want to be better at than somebody else, and by how much: bounds for our median divided
 * by theirs.
 *
 * @param must the ratio that has to be reached
 * @param aim the ratio that we would like to reach
 */
public record Requirement(String title, Side against, double must, double aim, Matcher matcher) {
  /** Which cases it is about. */
  @FunctionalInterface
  public interface Matcher {
    boolean matches(Case test);
  }

  private static final Set<String> OF_SMALL_OBJECTS =
      Set.of("barrier", "bcast", "reduce", "allreduce", "gather", "scatter", "alltoall");

  private static final long KIB = 1024;
  private static final long MIB = KIB * KIB;
  private static final int MILLION_DOUBLES = 8_000_000;

  /** All of them, in the order in which they are reported. */
  public static List<Requirement> all() {
    return List.of(
        mpi4py("latency of an int, a float, a short str", 0.5, 0.2, kinds("int", "float", "str")),
        mpi4py("latency of a small dict, of 100 ints", 0.6, 0.25, kinds("dict", "ints")),
        mpi4py("latency of an instance of a small class", 1.0, 0.5, kinds("user")),
        mpi4py("latency of a list of 100,000 floats", 0.3, 0.1, kinds("floats")),
        mpi4py("bytes of 4 MiB as an object", 0.4, 0.15, latency(Form.OBJECT, 4 * MIB, 4 * MIB)),
        mpi4py("Send/Recv, 1 B to 1 KiB", 1.0, 0.4, latency(Form.BUFFER, 1, KIB)),
        mpi4py("Send/Recv, 64 KiB and 4 MiB", 1.0, 0.7, largeBuffers()),
        mpi4py("collectives of a small object, 2 ranks", 0.8, 0.4, small(2, 2)),
        mpi4py("collectives of a small object, 4 and 8 ranks", 1.0, 0.3, small(4, 8)),
        mpi4py("Allreduce of 1,000,000 doubles", 1.0, 0.7, largeAllreduce()),
        new Requirement("latency to MPJ Express", Side.MPJ, 1.0 / 30, 1.0 / 30, smallest()));
  }

  private static Requirement mpi4py(String title, double must, double aim, Matcher matcher) {
    return new Requirement(title, Side.MPI4PY, must, aim, matcher);
  }

  private static Matcher kinds(String... kinds) {
    return test -> test.name().equals("latency") && Set.of(kinds).contains(test.what());
  }

  private static Matcher latency(Form form, long least, long most) {
    return test ->
        test.name().equals("latency")
            && test.form() == form
            && test.what().equals("bytes")
            && test.bytes() >= least
            && test.bytes() <= most;
  }

  private static Matcher largeBuffers() {
    return test ->
        latency(Form.BUFFER, 64 * KIB, 4 * MIB).matches(test)
            && (test.bytes() == 64 * KIB || test.bytes() == 4 * MIB);
  }

  private static Matcher small(int leastRanks, int mostRanks) {
    return test ->
        test.form() == Form.OBJECT
            && test.bytes() == 0
            && OF_SMALL_OBJECTS.contains(test.name())
            && test.ranks() >= leastRanks
            && test.ranks() <= mostRanks;
  }

  private static Matcher largeAllreduce() {
    return test -> test.name().equals("allreduce") && test.bytes() == MILLION_DOUBLES;
  }

  private static Matcher smallest() {
    return test -> kinds("int", "str").matches(test) || latency(Form.BUFFER, 1, KIB).matches(test);
  }
}
