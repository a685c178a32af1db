/**
 * A shell whose lines run on all ranks of a cluster: editing by JLine, {@linkplain
 * org.rankspace.launch.shell.Targets targets}, {@linkplain org.rankspace.launch.shell.Groups equal
 * answers shown once}. Enter at {@link org.rankspace.launch.shell.Shell}.
 *
 * <p>Runs in the calling thread; uses {@code cluster}. The only package that knows JLine.
 */
package org.rankspace.launch.shell;
