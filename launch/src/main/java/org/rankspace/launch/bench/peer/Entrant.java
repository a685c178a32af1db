package org.rankspace.launch.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.rankspace.launch.bench.measure.Case;
import org.rankspace.launch.bench.measure.Form;
import org.rankspace.launch.bench.measure.Side;

/**
 * Somebody who can be measured on this machine.
 *
 * @param version what exactly is measured, for the reports
 * @param command the command line of a job with a number of ranks
 * @param environment variables that its job needs besides ours
 */
public record Entrant(
    Side side, String version, IntFunction<List<String>> command, Map<String, String> environment) {

  /** Whether it can do what the case asks. */
  public boolean knows(Case test) {
    if (side != Side.MPJ) {
      return true;
    }
    boolean isPair = test.name().equals("latency") && test.ranks() == 2;
    return isPair && (test.form() == Form.BUFFER || !test.what().equals("user"));
  }

  /** Whether it can do anything in a job of so many ranks. */
  public boolean canRun(int ranks) {
    return side != Side.MPJ || ranks == 2;
  }
}
