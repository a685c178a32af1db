package org.rankspace.engine;

/**
 * The collective that a wait belongs to. Ranks whose context and sequence are the same and whose
 * call is not are in different collectives.
 *
 * @param context of the communicator
 * @param sequence which of the communicator's collectives, from 0 on
 * @param call in a user's words, with its root and the communicator
 */
public record Collective(long context, int sequence, String call) {}
