package org.rankspace.launch.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class PythonTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1",
        "",
        "print('(')",
        "x = '''a\nb'''",
        "f(1,\n2)",
        "for i in x:\n    f(i)\n",
        "if x: y()",
        "x = {'a': 1} # {",
        "it's broken, and Python will say so"
      })
  void isComplete(String code) {
    assertThat(PythonText.isComplete(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for i in x:",
        "for i in x: # comment",
        "def f():\n    pass",
        "f(1,",
        "x = '''a",
        "x = \\",
        "@decorator",
        "[1, 2\n",
        "try:\n    x()\nexcept E: pass"
      })
  void wantsMore(String code) {
    assertThat(PythonText.isComplete(code)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"for i in x:, 1", "x, 0"})
  void indentsAfterAColon(String code, int steps) {
    assertThat(PythonText.nextIndent(code)).isEqualTo(steps);
    assertThat(PythonText.nextIndent("if y:\n    " + code)).isEqualTo(steps + 1);
  }
}
