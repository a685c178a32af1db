package org.rankspace.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rankspace.job.Activity;
import org.rankspace.job.Traffic;

class DeadlockWatchTest {
  private final DeadlockWatch watch = new DeadlockWatch();

  private static Activity waiting(long in, long out, int awaited, int tag) {
    return new Activity(
        true,
        0,
        in,
        out,
        List.of(
            new Activity.Wait(
                "recv(source=%d, tag=%d)".formatted(awaited, tag),
                List.of(awaited),
                1200,
                "ring.py:" + tag)),
        List.of(),
        Traffic.NONE);
  }

  private static Activity computing(long in, long out) {
    return new Activity(false, 0, in, out, List.of(), List.of(), Traffic.NONE);
  }

  private Optional<Deadlock> round(Set<Integer> running, Activity... answers) {
    watch.begin(Set.of(0, 1), running);
    Optional<Deadlock> found = Optional.empty();
    for (int rank = 0; rank < answers.length; rank++) {
      found = watch.answer(rank, answers[rank]);
    }
    return found;
  }

  @Test
  void reportsACircleAfterTwoEqualRounds() {
    Set<Integer> both = Set.of(0, 1);
    assertThat(round(both, waiting(2, 3, 1, 7), waiting(3, 2, 0, 8))).isEmpty();
    Optional<Deadlock> found = round(both, waiting(2, 3, 1, 7), waiting(3, 2, 0, 8));
    assertThat(found.orElseThrow().lines())
        .containsExactly(
            "deadlock: no rank can go on",
            "  rank 0 waits in recv(source=1, tag=7), for 1.2 s, at ring.py:7",
            "  rank 1 waits in recv(source=0, tag=8), for 1.2 s, at ring.py:8",
            "in a circle: rank 0 waits for rank 1, rank 1 waits for rank 0");
  }

  private static Activity in(String call, int operation, int sequence, int awaited) {
    Activity.Wait wait =
        new Activity.Wait(
            call,
            List.of(awaited),
            900,
            "a.py:1",
            new Activity.Collective(5, sequence, operation, 0, call));
    return new Activity(true, 0, 1, 1, List.of(wait), List.of(), Traffic.NONE);
  }

  private List<String> report(Activity ofRank0, Activity ofRank1) {
    round(Set.of(0, 1), ofRank0, ofRank1);
    return round(Set.of(0, 1), ofRank0, ofRank1).orElseThrow().lines();
  }

  @Test
  void namesRanksThatAreInDifferentCollectives() {
    assertThat(
            report(in("gather(root=0) on world", 7, 2, 1), in("scatter(root=0) on world", 8, 2, 0)))
        .contains(
            "ranks are in different collectives: rank 0 is in gather(root=0) on world, rank 1 in"
                + " scatter(root=0) on world, each as collective number 3 of it");
  }

  @Test
  void doesNotCallDifferentWhatOnlyHasAnotherName() {
    assertThat(
            report(in("gather(root=0) on world", 7, 2, 1), in("gather(root=0) on mine", 7, 2, 0)))
        .noneMatch(line -> line.contains("different"));
  }

  @Test
  void doesNotCallDifferentWhatComesOneAfterTheOther() {
    assertThat(
            report(in("gather(root=0) on world", 7, 2, 1), in("scatter(root=0) on world", 8, 3, 0)))
        .noneMatch(line -> line.contains("different"));
  }

  @Test
  void reportsARankThatWaitsForItself() {
    Activity.Wait lock = new Activity.Wait("a lock", List.of(), 900, "ring.py:5");
    Activity itself = new Activity(true, 77, 3, 2, List.of(lock), List.of(), Traffic.NONE);
    assertThat(round(Set.of(0, 1), waiting(2, 3, 1, 7), itself)).isEmpty();
    Optional<Deadlock> found = round(Set.of(0, 1), waiting(2, 3, 1, 7), itself);
    assertThat(found.orElseThrow().lines())
        .containsExactly(
            "deadlock: no rank can go on",
            "  rank 0 waits in recv(source=1, tag=7), for 1.2 s, at ring.py:7",
            "  rank 1 waits in a lock, for 0.9 s, at ring.py:5",
            "rank 1 waits for its own threads, and none of them goes on");
  }

  @Test
  void isSilentWhenARankAnswersTwiceInARound() {
    Set<Integer> both = Set.of(0, 1);
    assertThat(round(both, waiting(2, 3, 1, 7), waiting(3, 2, 0, 8))).isEmpty();
    assertThat(watch.answer(1, waiting(3, 2, 0, 8))).isEmpty();
  }

  @Test
  void isSilentWhileARankComputes() {
    for (int i = 0; i < 5; i++) {
      assertThat(round(Set.of(0, 1), waiting(2, 3, 1, 7), computing(3, 2))).isEmpty();
    }
  }

  @Test
  void isSilentWhileAFrameIsUnderWay() {
    for (int i = 0; i < 5; i++) {
      assertThat(round(Set.of(0, 1), waiting(2, 3, 1, 7), waiting(2, 2, 0, 8))).isEmpty();
    }
  }

  @Test
  void isSilentWhileMessagesGoToAndFro() {
    for (int i = 0; i < 5; i++) {
      assertThat(round(Set.of(0, 1), waiting(i, i, 1, 7), waiting(i, i, 0, 8))).isEmpty();
    }
  }

  @Test
  void reportsAWaitForARankThatHasFinished() {
    Set<Integer> one = Set.of(1);
    assertThat(round(one, computing(1, 1), waiting(1, 1, 0, 8))).isEmpty();
    assertThat(round(one, computing(1, 1), waiting(1, 1, 0, 8)).orElseThrow().lines())
        .containsExactly(
            "deadlock: no rank can go on, and others have finished",
            "  rank 1 waits in recv(source=0, tag=8), for 1.2 s, at ring.py:8",
            "rank 1 waits for rank 0, which has finished");
  }

  @Test
  void reportsAWaitForAnybody() {
    Set<Integer> one = Set.of(0);
    Activity any = waiting(1, 1, Activity.ANY, 0);
    assertThat(round(one, any, computing(1, 1))).isEmpty();
    assertThat(round(one, any, computing(1, 1)).orElseThrow().lines().getLast())
        .isEqualTo("rank 0 waits for any rank, and none will send");
  }

  @Test
  void isSilentWhenAllHaveFinished() {
    for (int i = 0; i < 3; i++) {
      assertThat(round(Set.of(), computing(1, 1), computing(1, 1))).isEmpty();
    }
  }
}
