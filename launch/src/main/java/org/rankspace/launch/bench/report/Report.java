package org.rankspace.launch.bench.report;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.rankspace.launch.bench.measure.Measured;
import org.rankspace.launch.bench.measure.Side;

/**
 * A whole run.
 *
 * @param machine what it was measured on, for people
 * @param noise what disturbed it, empty where the machine was quiet
 * @param versions of those that were measured
 * @param failures cases that could not be measured, and why
 */
public record Report(
    ZonedDateTime started,
    String machine,
    String noise,
    Map<Side, String> versions,
    List<Measured> measured,
    List<String> failures) {
  public Report {
    versions = Map.copyOf(versions);
    measured = List.copyOf(measured);
    failures = List.copyOf(failures);
  }
}
