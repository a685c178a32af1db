package org.rankspace.launch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rankspace.launch.bench.measure.Catalogue;
import org.rankspace.launch.bench.measure.Side;

@Timeout(10)
class CommandLineReaderTest {
  private static Settings read(String line) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
    return CommandLineReader.read(words).orElseThrow();
  }

  @Test
  void measuresEverythingByDefault() {
    Settings settings = read("");
    assertThat(settings.ranks()).containsExactly(2, 4, 8);
    assertThat(settings.names()).containsExactlyElementsOf(Catalogue.names());
    assertThat(settings.sizes()).isEmpty();
    assertThat(settings.against()).isEmpty();
    assertThat(settings.seconds()).isEqualTo(1);
    assertThat(settings.html()).isEmpty();
  }

  @Test
  void takesAllThatCanBeSaid() {
    Settings settings =
        read(
            "-np 4,2,4 --cases bcast,latency --sizes 8K,1M --against mpj,mpi4py --seconds 0.5"
                + " --html a.html --json b.json");
    assertThat(settings.ranks()).containsExactly(2, 4);
    assertThat(settings.names()).containsExactly("latency", "bcast");
    assertThat(settings.sizes()).containsExactly(8192L, 1048576L);
    assertThat(settings.against()).containsExactly(Side.MPJ, Side.MPI4PY);
    assertThat(settings.seconds()).isEqualTo(0.5);
    assertThat(settings.html()).contains(Path.of("a.html"));
    assertThat(settings.json()).contains(Path.of("b.json"));
  }

  @Test
  void quickIsShortButGivesWay() {
    assertThat(read("--quick").ranks()).containsExactly(2);
    assertThat(read("--quick").seconds()).isLessThan(1);
    assertThat(read("--quick -np 4 --seconds 3").ranks()).containsExactly(4);
    assertThat(read("--quick -np 4 --seconds 3").seconds()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-np 1            | not a number of ranks: -np=1, give 2 to 64",
        "-np two          | not a number of ranks: -np=two, give 2 to 64",
        "--cases latenzy  | not a case: --cases=latenzy",
        "--sizes 1T       | not a size: --sizes=1T, give 1 to 1G, as 64, 8K or 4M",
        "--against gloo   | nobody we know: --against=gloo",
        "--against rankspace | nobody we know: --against=rankspace",
        "--seconds 0      | not a number of seconds: --seconds=0, give 0.1 or so to 3600",
        "--frobnicate     | Unknown option: '--frobnicate'",
      })
  void refusesInOneLine(String line, String message) {
    assertThatThrownBy(() -> read(line)).hasMessage(message + "; see rankspace bench --help");
  }

  @Test
  void theHelpFitsAScreen() {
    assertThat(CommandLineReader.read(List.of("--help"))).isEmpty();
    assertThat(CommandLineReader.help().lines().count()).isLessThanOrEqualTo(40);
    assertThat(CommandLineReader.help().lines())
        .allSatisfy(l -> assertThat(l).hasSizeLessThan(101));
    assertThat(CommandLineReader.help()).contains(Catalogue.names());
  }

  @Test
  void saysHowBusyTheMachineIs() {
    assertThat(Machine.sentence(0.1, 2)).isEmpty();
    assertThat(Machine.sentence(1.26, 2))
        .startsWith("The machine is not quiet: others keep 1.3 of 2 cores busy.");
  }
}
