/**
 * Moves frames between ranks that are threads of one JVM. Enter at {@link
 * org.rankspace.transport.local.LocalNetwork}.
 *
 * <p>No threads of its own; a waiting rank is parked. Uses {@code transport.ring}.
 */
package org.rankspace.transport.local;
