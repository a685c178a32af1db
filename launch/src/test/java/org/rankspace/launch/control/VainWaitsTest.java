package org.rankspace.launch.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.job.Activity;
import org.rankspace.job.Traffic;

/** Four ranks, of which rank 3 is gone. */
@Timeout(20)
class VainWaitsTest {
  private static final Set<Integer> GONE = Set.of(3);

  private final VainWaits waits = new VainWaits(4);

  private static Activity waiting(int awaited, long framesIn) {
    Activity.Wait wait = new Activity.Wait("recv " + awaited, List.of(awaited), 1200, "a.py:1");
    return new Activity(true, 0, framesIn, 0, List.of(wait), List.of(), Traffic.NONE);
  }

  private static Activity waiting(int awaited) {
    return waiting(awaited, 5);
  }

  /** Every rank that is at a call is at its call number 7. */
  private Set<Integer> round(Set<Integer> witnesses, Map<Integer, Activity> answers) {
    Map<Integer, Long> asked = new HashMap<>();
    answers.keySet().forEach(rank -> asked.put(rank, 7L));
    waits.begin(GONE, asked, witnesses);
    Map<Integer, Activity> found = new HashMap<>();
    answers.forEach((rank, activity) -> found.putAll(waits.answer(rank, activity)));
    return found.keySet();
  }

  private Set<Integer> twoRounds(Set<Integer> witnesses, Map<Integer, Activity> answers) {
    assertThat(round(witnesses, answers)).isEmpty();
    return round(witnesses, answers);
  }

  @Test
  void findsWhoWaitsForARankThatIsGone() {
    assertThat(twoRounds(Set.of(), Map.of(0, waiting(3)))).containsExactly(0);
  }

  @Test
  void findsWhoWaitsForSomebodyWhoWaitsInVain() {
    assertThat(twoRounds(Set.of(), Map.of(0, waiting(1), 1, waiting(2), 2, waiting(3))))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void leavesAloneWhoWaitsForSomebodyWhoComputes() {
    assertThat(twoRounds(Set.of(), Map.of(0, waiting(1), 1, Activity.RUNNING, 2, waiting(3))))
        .containsExactly(2);
  }

  @Test
  void leavesAloneWhoWaitsForSomebodyWhoIsIdle() {
    assertThat(twoRounds(Set.of(0), Map.of(0, waiting(1)))).isEmpty();
  }

  @Test
  void leavesAloneWhoHasReceivedInBetween() {
    round(Set.of(), Map.of(0, waiting(3, 5)));
    assertThat(round(Set.of(), Map.of(0, waiting(3, 6)))).isEmpty();
  }

  @Test
  void leavesAloneWhoWaitsInAnotherCall() {
    round(Set.of(), Map.of(0, waiting(3)));
    waits.begin(GONE, Map.of(0, 8L), Set.of());
    assertThat(waits.answer(0, waiting(3))).isEmpty();
  }

  @Test
  void startsAfreshWhenNotAllHaveAnswered() {
    round(Set.of(), Map.of(0, waiting(3)));
    waits.begin(GONE, Map.of(0, 7L, 1, 7L), Set.of());
    waits.answer(0, waiting(3));
    assertThat(round(Set.of(), Map.of(0, waiting(3)))).isEmpty();
  }

  @Test
  void findsWhoWaitsForAnyRankWhenARankDies() {
    assertThat(twoRounds(Set.of(0, 1), Map.of(0, waiting(Activity.ANY), 1, waiting(0))))
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void leavesAloneWhoWaitsForAnyRankFromThenOn() {
    assertThat(twoRounds(Set.of(), Map.of(0, waiting(Activity.ANY)))).isEmpty();
  }

  @Test
  void leavesAloneWhoWaitsForAnyRankWhileOneComputes() {
    assertThat(twoRounds(Set.of(0), Map.of(0, waiting(Activity.ANY), 1, Activity.RUNNING)))
        .isEmpty();
  }
}
