/**
 * Moves frames between processes of any hosts over MPJ Express's device {@code niodev}. Enter at
 * {@link org.rankspace.transport.mpj.MpjTransport#open}.
 *
 * <p>The device is used as a mover of eager frames only, because its own protocols deadlock on
 * legal programs (docs/transports.md says which): every message is far below the size at which it
 * would ask its receiver first, one thread always receives, and nothing is sent to oneself.
 *
 * <p><b>Flow control.</b> The receiving thread never waits, so a sender never blocks for longer
 * than the network takes. What piles up at a receiver is bounded by credit: a rank may have {@code
 * WINDOW_BYTES} under way to each other rank, and {@code poll} gives back what it has handled;
 * without credit an offer is refused.
 *
 * <p><b>Threads</b>, all daemons: the device's selector, and ours that receives. An interrupt that
 * hits a thread while it writes closes the device's connection: that is how channels are, and the
 * rank's later offers fail with a clear error.
 *
 * <p><b>The end.</b> The device of a rank whose peer goes away closes all its connections. So
 * {@code close} says goodbye and waits up to a second for everybody's; end a program with a
 * barrier.
 *
 * <p>MPJ Express keeps its state in static fields: one transport in one class loader. Uses {@code
 * transport.ring} (its bell), {@code wire}, {@code job} and {@code error}.
 */
package org.rankspace.transport.mpj;
