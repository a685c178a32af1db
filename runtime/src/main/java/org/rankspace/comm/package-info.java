/**
 * The Java API of message passing: {@link org.rankspace.comm.World}, {@link
 * org.rankspace.comm.Communicator}, {@link org.rankspace.comm.Group}, {@link
 * org.rankspace.comm.Request}, {@link org.rankspace.comm.Status}, {@link org.rankspace.comm.Op}.
 * Objects go through a {@link org.rankspace.codec.Codec}, which the namespace supplies for
 * Python's.
 *
 * <p>Layer 4: uses {@code engine}, {@code collective}, {@code codec} and what is below. Any thread
 * may call; the collectives of one communicator are called in the same order by all its ranks.
 */
package org.rankspace.comm;
