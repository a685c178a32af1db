/**
 * Makes messages of frames: eager and rendezvous protocol, flow control, completion and waiting.
 * Enter at {@link org.rankspace.engine.Engine}.
 *
 * <p>Layer 3: uses {@code transport}, {@code match}, {@code wire} and {@code error}. Any number of
 * threads may call; one lock guards the queues. Progress is made by the threads that call, as MPI
 * allows: a rank that computes neither sends nor receives meanwhile.
 *
 * <h2>Protocol</h2>
 *
 * <pre>
 * small, standard      EAGER ---------------->                     done when handed to the transport
 * small, synchronous   EAGER_SYNC ----------->  match
 *                               <----------- ACK                   done
 * large                RTS ------------------>  match, or room in the buffer for the unexpected
 *                               <----------- CTS
 *                      DATA DATA DATA ... --->                     done when the last piece is handed over
 * </pre>
 *
 * Eager bytes that no receive has taken are limited for each pair of ranks ({@link
 * org.rankspace.engine.Limits#eagerWindowBytes}); the receiver gives them back with CREDIT, and a
 * sender that has none left uses the protocol for large messages. A large message that nobody has
 * asked for yet is fetched all the same while the sum of such messages stays below {@link
 * org.rankspace.engine.Limits#unexpectedBytes}, so that two ranks may send to each other before
 * either receives; beyond that it waits at its sender. Neither a synchronous one nor one of a
 * collective is fetched early: the latter goes straight to where its receiver wants it.
 *
 * <h2>Meetings</h2>
 *
 * Where the transport has a board, ranks can wait for each other without messages: {@link
 * org.rankspace.engine.Meeting}.
 */
package org.rankspace.engine;
