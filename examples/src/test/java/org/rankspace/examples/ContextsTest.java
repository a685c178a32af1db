package org.rankspace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContextsTest {
  @Test
  void everyNamespaceHasItsOwnNames() {
    assertThat(Contexts.doubles(4)).hasToString("[0, 2, 4, 6]");
  }
}
