package org.rankspace.transport.mpj;

/**
 * A message of the device.
 *
 * @param kind one of {@link Niodev}'s
 * @param source a rank
 * @param bytes the receiver's own
 */
record Arrival(int kind, int source, byte[] bytes) {}
