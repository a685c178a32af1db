package org.rankspace.match;

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
  private A firstArrived;
  private A lastArrived;
  private int arrivedCount;

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
    for (A message = firstArrived; message != null; message = after(message)) {
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
    message.previous = lastArrived;
    if (lastArrived == null) {
      firstArrived = message;
    } else {
      lastArrived.next = message;
    }
    lastArrived = message;
    arrivedCount++;
  }

  /** Takes an arrived message out of its queue. */
  public void remove(A message) {
    A before = before(message);
    A behind = after(message);
    if (before == null) {
      firstArrived = behind;
    } else {
      before.next = behind;
    }
    if (behind == null) {
      lastArrived = before;
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

  /** Shows every arrived message, in order of arrival. */
  public void forEachArrived(Consumer<? super A> action) {
    for (A message = firstArrived; message != null; message = after(message)) {
      action.accept(message);
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

  @SuppressWarnings("unchecked")
  private A after(A message) {
    return (A) message.next;
  }

  @SuppressWarnings("unchecked")
  private A before(A message) {
    return (A) message.previous;
  }
}
