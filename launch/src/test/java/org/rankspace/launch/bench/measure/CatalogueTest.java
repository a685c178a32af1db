package org.rankspace.launch.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class CatalogueTest {
  private static final Set<String> ALL = new LinkedHashSet<>(Catalogue.names());

  @Test
  void hasEachNameInBothFormsButTheBarrier() {
    List<Case> cases = Catalogue.cases(ALL, List.of(), 2, true);
    for (String name : ALL) {
      assertThat(cases.stream().filter(test -> test.name().equals(name)).map(Case::form))
          .as(name)
          .contains(name.equals("barrier") ? new Form[] {Form.OBJECT} : Form.values());
    }
    assertThat(cases).doesNotHaveDuplicates();
  }

  @Test
  void leavesOutWhatTwoRanksDoInTheOtherJobs() {
    assertThat(Catalogue.cases(ALL, List.of(), 4, false))
        .extracting(Case::name)
        .doesNotContain("latency", "bandwidth", "bibandwidth")
        .contains("rate", "barrier", "bcast");
  }

  @Test
  void takesTheSizesThatAreGiven() {
    assertThat(Catalogue.cases(Set.of("bcast", "reduce"), List.of(4L, 8L), 2, true))
        .extracting(Case::words)
        .containsExactly(
            "bcast object dict 0",
            "bcast buffer bytes 4",
            "bcast buffer bytes 8",
            "reduce object int 0",
            "reduce buffer doubles 8");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1 B",
    "64K, 65536, 64 KiB",
    "4m, 4194304, 4 MiB",
    "4MiB, 4194304, 4 MiB",
    "1000, 1000, 1000 B",
    "2G, 2147483648, 2 GiB"
  })
  void readsAndWritesSizes(String text, long bytes, String written) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
    assertThat(Sizes.text(bytes)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"'',", "K,", "-1,", "1T,", "1.5K,", "12345678901,"})
  void knowsWhatIsNoSize(String text) {
    assertThat(Sizes.parse(text)).isEqualTo(-1);
  }
}
