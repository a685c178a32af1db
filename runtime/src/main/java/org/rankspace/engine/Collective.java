package org.rankspace.engine;

/**
 * The collective that a wait belongs to. Ranks whose context and sequence are the same, and whose
 * operation or root is not, are in different collectives.
 *
 * @param context of the communicator
 * @param sequence which of the communicator's collectives, from 0 on
 * @param operation in the caller's own numbering
 * @param root or {@link org.rankspace.wire.FrameHeader#NO_ROOT}
 * @param call in a user's words
 */
public record Collective(long context, int sequence, int operation, int root, String call) {}
