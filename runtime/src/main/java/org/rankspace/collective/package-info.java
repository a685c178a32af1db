/**
 * The algorithms of collective communication, written once as plain sequential code over {@link
 * org.rankspace.collective.Peer} and thus testable without any transport.
 *
 * <p>Layer 2: uses {@code error} only. An algorithm runs in the thread that calls it and keeps no
 * state between calls. It knows nothing of communicators, tags or bytes: {@code comm} supplies a
 * peer whose messages are whatever the operation moves (encoded bytes for a broadcast, Python
 * objects for a reduction).
 */
package org.rankspace.collective;
