package org.rankspace.launch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rankspace.launch.bench.measure.Case;
import org.rankspace.launch.bench.measure.Catalogue;
import org.rankspace.launch.bench.measure.Form;
import org.rankspace.launch.bench.measure.Measured;
import org.rankspace.launch.bench.measure.Sample;
import org.rankspace.launch.bench.measure.Side;

@Timeout(10)
class ReportTest {
  private static final Case INT = new Case("latency", Form.OBJECT, "int", 0, 2);
  private static final Case STREAM = new Case("bibandwidth", Form.BUFFER, "bytes", 65536, 2);

  private static Sample sample(double... us) {
    return new Sample(1.5, true, List.of(us));
  }

  private static Measured measured(Case test, double ours, double theirs) {
    return new Measured(test, Map.of(Side.RANKSPACE, sample(ours), Side.MPI4PY, sample(theirs)));
  }

  private static Report report(String machine, Measured... measured) {
    return new Report(
        ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC),
        machine,
        "",
        Map.of(Side.RANKSPACE, "Rankspace 1", Side.MPI4PY, "mpi4py 3"),
        List.of(measured),
        List.of());
  }

  @Test
  void printsALineForEachSide() {
    assertThat(TextReport.lines(measured(STREAM, 10, 40)).lines().map(String::stripTrailing))
        .containsExactly(
            "bibandwidth, buffer, 64 KiB, 2 ranks        rankspace      10.0     10.0     10.0   13,107",
            "                                            mpi4py         40.0     40.0     40.0    3,277   0.250");
  }

  @Test
  void marksWhoWasNotSteady() {
    Sample unsteady = new Sample(15, false, List.of(new double[] {1}));
    assertThat(TextReport.lines(new Measured(INT, Map.of(Side.RANKSPACE, unsteady))))
        .contains(" rankspace* ");
    assertThat(TextReport.heading()).contains("* marks who had not become steady");
  }

  @ParameterizedTest
  @CsvSource({"1.99, 10, aim met", "2, 10, aim met", "5, 10, must met", "5.01, 10, MISSED"})
  void judgesByTheBounds(double ours, double theirs, String verdict) {
    List<Judgement> judgements = Judgement.all(List.of(measured(INT, ours, theirs)));
    assertThat(judgements).extracting(one -> one.verdict().text()).containsExactly(verdict);
    assertThat(TextReport.judgement(judgements))
        .contains("latency of an int, a float, a short str (mpi4py)", verdict, "0.50", "0.20");
  }

  @Test
  void judgesNothingWithoutThem() {
    Measured alone = new Measured(INT, Map.of(Side.RANKSPACE, sample(1)));
    assertThat(Judgement.all(List.of(alone))).isEmpty();
    assertThat(TextReport.judgement(List.of())).isEmpty();
  }

  @Test
  void aDefaultRunMeasuresAllThatIsRequired() {
    List<Case> cases = new ArrayList<>();
    for (int ranks : List.of(2, 4, 8)) {
      LinkedHashSet<String> names = new LinkedHashSet<>(Catalogue.names());
      cases.addAll(Catalogue.cases(names, List.of(), ranks, ranks == 2));
    }
    List<Long> counts =
        Requirement.all().stream()
            .map(one -> cases.stream().filter(test -> one.matcher().matches(test)).count())
            .toList();
    assertThat(counts).containsExactly(3L, 2L, 1L, 1L, 1L, 3L, 2L, 7L, 14L, 2L, 5L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "0.0333, 0.0333",
    "0.5, 0.500",
    "9.876, 9.88",
    "123.4, 123",
    "4567, '4,567'"
  })
  void writesThreeDigitsThatCount(double number, String text) {
    assertThat(Figures.text(number)).isEqualTo(text);
  }

  @Test
  void theJsonHasAllRounds() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(JsonReport.of(report("m", measured(INT, 1, 4)), true));
    JsonNode ours = json.at("/cases/0/sides/rankspace");
    assertThat(ours.at("/turns/0/0").asDouble()).isEqualTo(1);
    assertThat(ours.at("/us/median").asDouble()).isEqualTo(1);
    assertThat(ours.at("/warmUpSeconds").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/judgements/0/ratio").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/versions/mpi4py").asText()).isEqualTo("mpi4py 3");
  }

  @Test
  void thePageHasTheNumbersAndLoadsNothing() throws Exception {
    String page = Page.of(report("</script><b>", measured(STREAM, 10, 40)));
    String data = between(page, "<script type=\"application/json\" id=\"data\">", "</script>");
    JsonNode json = new ObjectMapper().readTree(data);
    assertThat(json.at("/cases/0/sides/mpi4py/us/median").asDouble()).isEqualTo(40);
    assertThat(json.at("/machine").asText()).isEqualTo("</script><b>");
    assertThat(page).doesNotContain("@@").contains("uPlot");
    List<String> loads =
        Pattern.compile(
                "\\b(?:src|href)\\s*=\\s*[\"'][^\"']*|@import[^;]*|url\\([^)]*\\)|\\bfetch\\(")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(loads).isEmpty();
  }

  @Test
  void thePageClosesWhatItOpens() {
    String page = Page.of(report("m", measured(STREAM, 10, 40)));
    String markup = page.replaceAll("(?s)(<(script|style)[^>]*>).*?(</\\2>)", "$1$3");
    for (String tag : List.of("html", "head", "body", "main", "section", "script", "style", "p")) {
      assertThat(count(markup, "<" + tag + "[ >]"))
          .as(tag)
          .isEqualTo(count(markup, "</" + tag + ">"));
    }
    assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
