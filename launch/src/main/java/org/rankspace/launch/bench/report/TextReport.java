package org.rankspace.launch.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.rankspace.launch.bench.measure.Measured;
import org.rankspace.launch.bench.measure.Sample;
import org.rankspace.launch.bench.measure.Side;
import org.rankspace.launch.bench.measure.Statistics;

/** What is printed: a line for each case as it is measured, and the judgement at the end. */
public final class TextReport {
  private static final String LINE = "%-43s %-10s %8s %8s %8s %8s %7s%n";
  private static final String JUDGED = "  %-43s %8s %9s %8s %6s %6s  %s%n";

  /** Marks a side that was still getting faster, or was too noisy to tell, when measured. */
  private static final String UNSTEADY = "*";

  private TextReport() {}

  /** How the lines are to be read, and the names of their columns. */
  public static String heading() {
    return "Warm-up precedes each case; * marks who had not become steady by its end."
        + System.lineSeparator()
        + LINE.formatted("", "side", "min us", "median", "p90", "MB/s", "ours/it");
  }

  /** What was measured of one case: a line for each side. */
  public static String lines(Measured measured) {
    StringBuilder text = new StringBuilder();
    String title = measured.test().title();
    for (Side side : Side.values()) {
      Sample sample = measured.samples().get(side);
      if (sample != null) {
        text.append(line(title, side, measured, sample));
        title = "";
      }
    }
    return text.toString();
  }

  private static String line(String title, Side side, Measured measured, Sample sample) {
    Statistics us = sample.statistics();
    String ratio =
        side == Side.RANKSPACE || measured.ratioTo(side).isEmpty()
            ? ""
            : Figures.ratio(measured.ratioTo(side).getAsDouble());
    return LINE.formatted(
        title,
        side.word() + (sample.steady() ? "" : UNSTEADY),
        Figures.us(us.min()),
        Figures.us(us.median()),
        Figures.us(us.p90()),
        Figures.rate(measured.test(), us.median()),
        ratio);
  }

  /** The table of what is required and what was reached; empty where nothing can be judged. */
  public static String judgement(List<Judgement> judgements) {
    if (judgements.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(JUDGED.formatted("", "ours us", "theirs us", "ratio", "must", "aim", ""));
    Requirement current = null;
    for (Judgement judgement : judgements) {
      if (judgement.requirement() != current) {
        current = judgement.requirement();
        text.append("%s (%s)%n".formatted(current.title(), current.against().word()));
      }
      text.append(row(judgement));
    }
    return text.append(summary(judgements)).toString();
  }

  private static String row(Judgement judgement) {
    return JUDGED.formatted(
        judgement.measured().test().title(),
        Figures.us(judgement.ourUs()),
        Figures.us(judgement.theirUs()),
        Figures.ratio(judgement.ratio()),
        bound(judgement.requirement().must()),
        bound(judgement.requirement().aim()),
        judgement.verdict().text());
  }

  private static String bound(double bound) {
    return String.format(Locale.ROOT, bound < 0.1 ? "%.3f" : "%.2f", bound);
  }

  private static String summary(List<Judgement> judgements) {
    Map<Judgement.Verdict, Long> counts =
        judgements.stream()
            .collect(Collectors.groupingBy(Judgement::verdict, Collectors.counting()));
    long aim = counts.getOrDefault(Judgement.Verdict.AIM, 0L);
    long must = counts.getOrDefault(Judgement.Verdict.MUST, 0L);
    return "%d rows: aim met in %d, must met in %d more, missed in %d%n"
        .formatted(judgements.size(), aim, must, judgements.size() - aim - must);
  }
}
