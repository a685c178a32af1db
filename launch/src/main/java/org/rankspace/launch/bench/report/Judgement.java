package org.rankspace.launch.bench.report;

import java.util.List;
import java.util.OptionalDouble;
import org.rankspace.launch.bench.measure.Measured;
import org.rankspace.launch.bench.measure.Side;

/** How one case stands to one requirement. */
public record Judgement(Requirement requirement, Measured measured) {
  /** How far a ratio reaches. */
  public enum Verdict {
    AIM("aim met"),
    MUST("must met"),
    MISSED("MISSED");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    static Verdict of(double ratio, Requirement requirement) {
      if (ratio <= requirement.aim()) {
        return AIM;
      }
      return ratio <= requirement.must() ? MUST : MISSED;
    }
  }

  /** All that can be judged, in the order of the requirements. */
  public static List<Judgement> all(List<Measured> measured) {
    return Requirement.all().stream()
        .flatMap(
            requirement ->
                measured.stream()
                    .filter(one -> requirement.matcher().matches(one.test()))
                    .filter(one -> one.ratioTo(requirement.against()).isPresent())
                    .map(one -> new Judgement(requirement, one)))
        .toList();
  }

  /** Our median divided by theirs. */
  public double ratio() {
    OptionalDouble ratio = measured.ratioTo(requirement.against());
    return ratio.orElseThrow();
  }

  public double ourUs() {
    return medianUs(Side.RANKSPACE);
  }

  public double theirUs() {
    return medianUs(requirement.against());
  }

  public Verdict verdict() {
    return Verdict.of(ratio(), requirement);
  }

  private double medianUs(Side side) {
    return measured.samples().get(side).statistics().median();
  }
}
