/**
 * The algorithms of collective communication, written once as plain sequential code over {@link
 * org.rankspace.collective.Peer} and thus testable without any transport. One class per operation;
 * each says what it costs and where it comes from. A rank calls the same method with the same root
 * and route as all others.
 *
 * <p>Layer 2: uses {@code error} only. An algorithm runs in the thread that calls it and keeps no
 * state between calls. It knows nothing of communicators, tags or bytes: {@code comm} supplies a
 * peer whose messages are whatever the operation moves (encoded bytes for a broadcast, Python
 * objects for a reduction). Null is an item like any other; whether it can be a message is the
 * peer's affair.
 *
 * <p>Reductions use each operand once, so an operator may change and return its left one, provided
 * that the peer's {@code send} has copied the message when it returns.
 */
package org.rankspace.collective;
