package org.rankspace.match;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The two queues of one communicator and plane. A message matches the earliest posted receive that
 * accepts it, a receive the earliest arrived message that it accepts: so messages of one source and
 * tag do not overtake each other.
 *
 * @param <P> the receives
 * @param <A> the messages
 */
public final class Channel<P extends Posted, A extends Arrived> {
  private P firstPosted;
  private P lastPosted;

  // The arrived messages of each source, by its rank: whoever asks one source for its next message
  // does not pass those of the others, and there can be thousands.
  private Arrived[] firstArrived = {};
  private Arrived[] lastArrived = {};
  private int arrivedCount;
  private long arrivals;

  /**
   * Takes the earliest posted receive that accepts {@code message} out of its queue; null if none
   * does.
   */
  public P takePosted(Envelope message) {
    for (P posted = firstPosted; posted != null; posted = after(posted)) {
      if (posted.accepts(message)) {
        cancel(posted);
        return posted;
      }
    }
    return null;
  }

  /** As {@link #takePosted(Envelope)}, for one that is known to come next: spares the envelope. */
  public P takePosted(int source, int tag) {
    for (P posted = firstPosted; posted != null; posted = after(posted)) {
      if ((posted.wantedSource() == Posted.ANY || posted.wantedSource() == source)
          && (posted.wantedTag() == Posted.ANY || posted.wantedTag() == tag)) {
        cancel(posted);
        return posted;
      }
    }
    return null;
  }

  /**
   * Looks for the earliest arrived message; source and tag may be {@link Posted#ANY}; null if none.
   */
  public A findArrived(int source, int tag) {
    if (arrivedCount == 0) {
      return null;
    }
    if (source != Posted.ANY) {
      return source < firstArrived.length ? findArrivedOf(source, tag) : null;
    }
    A earliest = null;
    for (int each = 0; each < firstArrived.length; each++) {
      A message = findArrivedOf(each, tag);
      if (message != null && (earliest == null || message.number < earliest.number)) {
        earliest = message;
      }
    }
    return earliest;
  }

  private A findArrivedOf(int source, int tag) {
    for (A message = first(source); message != null; message = after(message)) {
      if (Posted.accepts(source, tag, message.envelope())) {
        return message;
      }
    }
    return null;
  }

  /** Appends a receive that no arrived message satisfies. */
  public void post(P receive) {
    receive.previous = lastPosted;
    receive.next = null;
    receive.queued = true;
    if (lastPosted == null) {
      firstPosted = receive;
    } else {
      lastPosted.next = receive;
    }
    lastPosted = receive;
  }

  /** Takes a posted receive back; false if it is not queued any more. */
  public boolean cancel(P receive) {
    if (!receive.queued) {
      return false;
    }
    P before = before(receive);
    P behind = after(receive);
    if (before == null) {
      firstPosted = behind;
    } else {
      before.next = behind;
    }
    if (behind == null) {
      lastPosted = before;
    } else {
      behind.previous = before;
    }
    receive.previous = null;
    receive.next = null;
    receive.queued = false;
    return true;
  }

  /** Appends a message that no posted receive accepts. */
  public void arrive(A message) {
    int source = message.envelope().source();
    if (source >= firstArrived.length) {
      firstArrived = Arrays.copyOf(firstArrived, source + 1);
      lastArrived = Arrays.copyOf(lastArrived, source + 1);
    }
    Arrived last = lastArrived[source];
    message.number = arrivals++;
    message.previous = last;
    if (last == null) {
      firstArrived[source] = message;
    } else {
      last.next = message;
    }
    lastArrived[source] = message;
    arrivedCount++;
  }

  /** Takes an arrived message out of its queue. */
  public void remove(A message) {
    int source = message.envelope().source();
    Arrived before = message.previous;
    Arrived behind = message.next;
    if (before == null) {
      firstArrived[source] = behind;
    } else {
      before.next = behind;
    }
    if (behind == null) {
      lastArrived[source] = before;
    } else {
      behind.previous = before;
    }
    message.previous = null;
    message.next = null;
    arrivedCount--;
  }

  /** Shows every posted receive, in the order in which they were posted. */
  public void forEachPosted(Consumer<? super P> action) {
    for (P posted = firstPosted; posted != null; posted = after(posted)) {
      action.accept(posted);
    }
  }

  /** How many messages wait for a receive. */
  public int arrivedCount() {
    return arrivedCount;
  }

  /** Shows every arrived message: source by source, those of one in order of arrival. */
  public void forEachArrived(Consumer<? super A> action) {
    for (int source = 0; source < firstArrived.length; source++) {
      for (A message = first(source); message != null; message = after(message)) {
        action.accept(message);
      }
    }
  }

  @SuppressWarnings("unchecked") // only receives of type P are ever linked
  private P after(P posted) {
    return (P) posted.next;
  }

  @SuppressWarnings("unchecked")
  private P before(P posted) {
    return (P) posted.previous;
  }

  @SuppressWarnings("unchecked") // only messages of type A are ever linked
  private A first(int source) {
    return (A) firstArrived[source];
  }

  @SuppressWarnings("unchecked")
  private A after(A message) {
    return (A) message.next;
  }
}
