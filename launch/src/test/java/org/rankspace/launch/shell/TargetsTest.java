package org.rankspace.launch.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class TargetsTest {
  private static final Targets ALL = Targets.all(4);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = 1      | [0-3]   | x = 1",
        "%0 x       | [0]     | x",
        "%1:3 x     | [1-2]   | x",
        "%:2 x      | [0-1]   | x",
        "%2: x      | [2-3]   | x",
        "%0,2,3 x   | [0,2-3] | x",
        "%all       | [0-3]   | ''",
        "%3         | [3]     | ''"
      })
  void areReadFromTheStartOfALine(String line, String targets, String code) {
    Targets.Line read = Targets.read(line, ALL, 4);
    assertThat(read.targets()).hasToString(targets);
    assertThat(read.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%4 x", "%-1 x", "%time x", "% x", "%3:3 x"})
  void mustExist(String line) {
    assertThatThrownBy(() -> Targets.read(line, ALL, 4)).hasMessageStartingWith("no such ranks: ");
  }

  @Test
  void groupEqualTexts() {
    Groups groups = new Groups();
    groups.add(0, "a\nb\n");
    groups.add(1, "c");
    groups.add(2, "a\nb\n");
    groups.add(3, "");
    assertThat(groups.lines()).isEqualTo(List.of("[0,2] a", "[0,2] b", "[1] c"));
  }
}
