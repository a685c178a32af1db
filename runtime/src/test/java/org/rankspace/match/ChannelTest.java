package org.rankspace.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rankspace.wire.FrameHeader;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ChannelTest {
  private final Channel<Wish, Letter> channel = new Channel<>();

  private static final class Wish extends Posted {
    Wish(int source, int tag) {
      want(source, tag);
    }
  }

  private static final class Letter extends Arrived {
    Letter(int source, int tag) {
      super(ChannelTest.message(source, tag));
    }
  }

  private static Envelope message(int source, int tag) {
    return new Envelope(
        1, FrameHeader.POINT_TO_POINT, 0, source, tag, FrameHeader.NO_ROOT, 10 + tag);
  }

  private Wish post(int source, int tag) {
    Wish wish = new Wish(source, tag);
    channel.post(wish);
    return wish;
  }

  private Letter arrive(int source, int tag) {
    Letter letter = new Letter(source, tag);
    channel.arrive(letter);
    return letter;
  }

  private List<Letter> arrived() {
    List<Letter> letters = new ArrayList<>();
    channel.forEachArrived(letters::add);
    return letters;
  }

  @Nested
  class Receives {
    @Test
    void areTakenInTheOrderOfPosting() {
      Wish first = post(2, 7);
      Wish second = post(2, 7);
      assertThat(channel.takePosted(message(2, 7))).isSameAs(first);
      assertThat(channel.takePosted(2, 7)).isSameAs(second);
      assertThat(channel.takePosted(2, 7)).isNull();
    }

    @Test
    void ofAnySourceOrTagComeBeforeLaterExactOnes() {
      Wish anyTag = post(1, Posted.ANY);
      Wish anySource = post(Posted.ANY, 5);
      Wish exact = post(1, 5);
      assertThat(channel.takePosted(message(1, 5))).isSameAs(anyTag);
      assertThat(channel.takePosted(message(1, 5))).isSameAs(anySource);
      assertThat(channel.takePosted(message(1, 5))).isSameAs(exact);
    }

    @Test
    void thatWantSomethingElseArePassedOver() {
      post(1, 5);
      post(2, 6);
      Wish fits = post(2, 5);
      assertThat(channel.takePosted(3, 5)).isNull();
      assertThat(channel.takePosted(2, 5)).isSameAs(fits);
    }

    @Test
    void areCancelledOnce() {
      Wish wish = post(1, 1);
      assertThat(channel.cancel(wish)).isTrue();
      assertThat(channel.cancel(wish)).isFalse();
      assertThat(channel.takePosted(1, 1)).isNull();
    }

    @Test
    void cannotBeCancelledWhenAMessageHasTakenThem() {
      Wish wish = post(1, 1);
      assertThat(channel.takePosted(1, 1)).isSameAs(wish);
      assertThat(channel.cancel(wish)).isFalse();
    }

    @Test
    void keepTheirOrderWhenOneIsCancelledAtEitherEndOrInTheMiddle() {
      List<Wish> wishes = List.of(post(0, 0), post(0, 0), post(0, 0), post(0, 0), post(0, 0));
      channel.cancel(wishes.get(2));
      channel.cancel(wishes.get(0));
      channel.cancel(wishes.get(4));
      Wish last = post(0, 0);
      assertThat(channel.takePosted(0, 0)).isSameAs(wishes.get(1));
      assertThat(channel.takePosted(0, 0)).isSameAs(wishes.get(3));
      assertThat(channel.takePosted(0, 0)).isSameAs(last);
      assertThat(channel.takePosted(0, 0)).isNull();
    }

    @Test
    void canBePostedAgain() {
      Wish wish = post(1, 1);
      channel.cancel(wish);
      channel.post(wish);
      assertThat(channel.takePosted(1, 1)).isSameAs(wish);
    }
  }

  @Nested
  class Messages {
    @Test
    void areFoundInTheOrderOfArrival() {
      Letter first = arrive(1, 5);
      Letter second = arrive(1, 5);
      assertThat(channel.findArrived(1, 5)).isSameAs(first);
      channel.remove(first);
      assertThat(channel.findArrived(1, 5)).isSameAs(second);
    }

    @Test
    void areFoundByWildcards() {
      Letter first = arrive(3, 1);
      Letter second = arrive(2, 5);
      assertThat(channel.findArrived(Posted.ANY, Posted.ANY)).isSameAs(first);
      assertThat(channel.findArrived(Posted.ANY, 5)).isSameAs(second);
      assertThat(channel.findArrived(2, Posted.ANY)).isSameAs(second);
      assertThat(channel.findArrived(2, 1)).isNull();
    }

    @Test
    void ofAnySourceAreFoundInTheOrderOfArrivalOverAllSources() {
      List<Letter> letters = List.of(arrive(9, 1), arrive(0, 1), arrive(9, 2), arrive(4, 1));
      for (Letter letter : letters) {
        Letter found = channel.findArrived(Posted.ANY, Posted.ANY);
        assertThat(found).isSameAs(letter);
        channel.remove(found);
      }
      assertThat(channel.findArrived(12, 1)).isNull();
    }

    @Test
    void ofOneSourceAreFoundWithoutPassingThoseOfTheOthers() {
      int count = 200_000;
      for (int source = 0; source <= 2; source++) {
        for (int i = 0; i < count; i++) {
          arrive(source, i);
        }
      }
      for (int i = 0; i < count; i++) { // within the time limit: not as the square of their number
        for (int source = 2; source >= 0; source--) {
          channel.remove(channel.findArrived(source, i));
        }
      }
      assertThat(channel.arrivedCount()).isZero();
    }

    @Test
    void keepTheirOrderWhenOneIsRemovedAtEitherEndOrInTheMiddle() {
      List<Letter> letters = List.of(arrive(0, 0), arrive(0, 1), arrive(0, 2), arrive(0, 3));
      channel.remove(letters.get(1));
      assertThat(arrived()).containsExactly(letters.get(0), letters.get(2), letters.get(3));
      channel.remove(letters.get(3));
      channel.remove(letters.get(0));
      Letter last = arrive(0, 4);
      assertThat(arrived()).containsExactly(letters.get(2), last);
      assertThat(channel.arrivedCount()).isEqualTo(2);
    }

    @Test
    void leaveAnEmptyQueueThatCanBeUsedAgain() {
      channel.remove(arrive(0, 0));
      assertThat(channel.findArrived(Posted.ANY, Posted.ANY)).isNull();
      assertThat(channel.arrivedCount()).isZero();
      Letter next = arrive(0, 1);
      assertThat(arrived()).containsExactly(next);
    }
  }
}
