/**
 * A cluster's controller: keeps a {@linkplain org.rankspace.launch.control.Seat seat} for each
 * rank, lets clients in, and passes calls and answers between them. Enter at {@link
 * org.rankspace.launch.control.Controller}.
 *
 * <p>Threads: one accepts clients; each client has one that receives and one that sends; the ranks'
 * are those of {@code process}; from the first death of a rank on, one looks after the others. A
 * seat's lock is held while something is sent to its rank, never while something is sent to a
 * client.
 */
package org.rankspace.launch.control;
