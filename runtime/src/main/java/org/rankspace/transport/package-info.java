/**
 * Moves frames between the ranks of a job. Enter at {@link org.rankspace.transport.Transport}; the
 * implementations are {@code transport.local} (threads of one JVM), {@code transport.shm}
 * (processes of one host) and {@code transport.mpj} (hosts, over MPJ Express).
 *
 * <p>Layer 2: uses {@code wire}, {@code job} and {@code error}. A transport knows nothing of
 * messages, tags or matching. Where all ranks share memory it also has a {@link
 * org.rankspace.transport.Board} that they write to.
 */
package org.rankspace.transport;
