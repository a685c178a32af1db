package org.rankspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MembershipTest {
  private final Membership one =
      new Membership(OptionalInt.of(2), 4, "77-abc", "shm", 4321, "secret");

  @Test
  void travelsByTheEnvironment() {
    assertThat(Membership.of(one.toEnvironment())).isEqualTo(one);
    Membership all = new Membership(OptionalInt.empty(), 4, "77-abc", "local", 4321, "secret");
    assertThat(Membership.of(all.toEnvironment())).isEqualTo(all);
  }

  @Test
  void saysWhatIsWrongWithTheEnvironment() {
    Map<String, String> environment = new HashMap<>(one.toEnvironment());
    environment.put(Variables.SIZE, "many");
    assertThatThrownBy(() -> Membership.of(environment))
        .hasMessage(
            "environment variable is not a number: RANKSPACE_SIZE=many;"
                + " ranks are started by rankrun, not by hand");
    environment.remove(Variables.SIZE);
    assertThatThrownBy(() -> Membership.of(environment))
        .hasMessage(
            "environment variable is missing: RANKSPACE_SIZE;"
                + " ranks are started by rankrun, not by hand");
  }

  @Test
  void showsNoSecret() {
    assertThat(one.toString()).doesNotContain("secret");
  }
}
