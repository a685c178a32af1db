/**
 * The launcher's {@code main}: what {@code rankrun} and {@code rankspace} call. The only place that
 * ends the JVM.
 *
 * <p>Top of the launcher: uses all of it.
 */
package org.rankspace.launch.main;
