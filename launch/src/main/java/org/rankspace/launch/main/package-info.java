/**
 * The launcher's {@code main}: what {@code rankrun} and {@code rankspace} call. The only place that
 * ends the JVM.
 *
 * <p>Top of the launcher: uses {@code plan} and {@code process}.
 */
package org.rankspace.launch.main;
