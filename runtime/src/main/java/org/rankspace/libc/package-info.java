/**
 * Functions of the C library, and by way of them of Linux, that Java has no word for: {@link
 * org.rankspace.libc.Libc}.
 *
 * <p>Layer 0: uses nothing of ours. Has no threads of its own.
 */
package org.rankspace.libc;
