/**
 * What a launcher and its ranks tell each other: the records, the names of the environment
 * variables, the handshake and the control channel.
 *
 * <p>Layer 1: uses {@code error} only.
 */
package org.rankspace.job;
