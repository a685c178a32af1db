/**
 * What {@code transport.local} and {@code transport.shm} share: frames in memory that both ends
 * see. Enter at {@link org.rankspace.transport.ring.RingTransport}.
 *
 * <p>Every ordered pair of ranks has a {@link org.rankspace.transport.ring.LaneLayout lane}, a ring
 * of bytes with one writer and one reader; a rank's inbox is the lanes that lead to it. A writer
 * that dies in the middle of a frame never publishes it, so it can hold up nobody, and a full lane
 * holds up only its own pair. A rank that has nothing to do sleeps on its {@link
 * org.rankspace.transport.ring.Bell}.
 *
 * <p>No threads of its own. Uses {@code wire} and {@code error}.
 */
package org.rankspace.transport.ring;
