/**
 * Faults that tests inject into a transport: frames that come late, offers that are refused, other
 * orders of sources, a peer that stops. Enter at {@link
 * org.rankspace.transport.fault.FaultTransport}; production code never does.
 *
 * <p>What the transport contract promises stays true: frames of one source keep their order and
 * none is lost. No threads of its own; uses {@code wire}.
 */
package org.rankspace.transport.fault;
