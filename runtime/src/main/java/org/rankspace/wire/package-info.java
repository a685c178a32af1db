/**
 * The frames that travel between ranks, drawn as bytes. A frame is a header and a body; {@link
 * org.rankspace.wire.FrameHeader} is the only place that knows the header's layout.
 *
 * <p>Layer 1: uses {@code error} only. No I/O, no threads.
 */
package org.rankspace.wire;
