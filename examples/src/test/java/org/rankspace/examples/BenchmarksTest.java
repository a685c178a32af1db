package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.examples.ThreadRanks.Ended;

/** The program that {@code rankspace bench} measures can do all that it is asked for. */
@Timeout(90)
class BenchmarksTest {
  private static final Path MESSAGES = Rankrun.EXAMPLES.resolve("bench/messages.py");
  private static final Pattern ROUNDS =
      Pattern.compile("\\{\"seconds\": [\\d.]+, \"us\": \\[(.+)]}");

  private static final List<String> CASES =
      List.of(
          "latency object int 0",
          "latency object float 0",
          "latency object str 0",
          "latency object dict 0",
          "latency object ints 0",
          "latency object user 0",
          "latency object floats 0",
          "latency object bytes 1000",
          "latency buffer bytes 1000",
          "bandwidth object bytes 64",
          "bandwidth buffer bytes 64",
          "bibandwidth object bytes 64",
          "bibandwidth buffer bytes 64",
          "rate object bytes 1",
          "rate buffer bytes 1",
          "barrier object none 0",
          "bcast object dict 0",
          "bcast buffer bytes 64",
          "gather object dict 0",
          "gather buffer bytes 64",
          "scatter object dict 0",
          "scatter buffer bytes 64",
          "allgather object dict 0",
          "allgather buffer bytes 64",
          "alltoall object dict 0",
          "alltoall buffer bytes 64",
          "reduce object int 0",
          "reduce buffer doubles 64",
          "allreduce object int 0",
          "allreduce buffer doubles 64",
          "scan object int 0",
          "scan buffer doubles 64",
          "exscan object int 0",
          "exscan buffer doubles 64");

  private static ThreadRanks ranks;

  @BeforeAll
  static void start() {
    ranks = new ThreadRanks();
  }

  @AfterAll
  static void stop() {
    ranks.close();
  }

  private static List<Ended> serve(int size, String orders) throws Exception {
    return ranks.run(size, MESSAGES, List.of("--serve"), orders);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void measuresEachCase(int size) throws Exception {
    StringBuilder orders = new StringBuilder();
    CASES.forEach(words -> orders.append("take ").append(words).append(" 0.001\n"));
    List<Ended> ended = serve(size, orders.toString());
    assertThat(ended).extracting(Ended::failure).containsOnly("");
    List<String> answers = ended.getFirst().output();
    assertThat(answers.getFirst()).startsWith("{\"ranks\": " + size);
    assertThat(answers.subList(1, answers.size()))
        .hasSameSizeAs(CASES)
        .allSatisfy(BenchmarksTest::hasPositiveRounds);
    assertThat(ended.subList(1, size)).allSatisfy(rank -> assertThat(rank.output()).isEmpty());
  }

  private static void hasPositiveRounds(String answer) {
    Matcher matcher = ROUNDS.matcher(answer);
    assertThat(matcher.matches()).as(answer).isTrue();
    assertThat(matcher.group(1).split(", "))
        .allSatisfy(us -> assertThat(Double.parseDouble(us)).isPositive());
  }

  @Test
  void warmsUpNoLongerThanItMay() throws Exception {
    List<Ended> ended = serve(2, "warm barrier object none 0 0.05 0.2\n");
    assertThat(ended.getFirst().output().getLast())
        .matches("\\{\"steady\": (true|false), \"seconds\": [\\d.]+}");
  }

  @Test
  void printsATableWhenItIsRunByHand() throws Exception {
    List<Ended> ended = ranks.run(2, MESSAGES, List.of("barrier"), "");
    assertThat(ended).extracting(Ended::failure).containsOnly("");
    assertThat(ended.getFirst().output())
        .satisfiesExactly(
            heading -> assertThat(heading).contains("median us"),
            row -> assertThat(row).matches("barrier +object +none +0 +[\\d.]+ *"));
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    List<Ended> ended = ranks.run(2, MESSAGES, List.of("latenzy"), "");
    assertThat(ended).allSatisfy(rank -> assertThat(rank.outcome().exitCode()).isEqualTo(1));
  }
}
