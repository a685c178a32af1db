/**
 * What a cluster's controller and its clients have in common: {@linkplain
 * org.rankspace.launch.link.Frame frames}, the {@linkplain org.rankspace.launch.link.Line line}
 * that carries them, the login, and the {@linkplain org.rankspace.launch.link.ConnectionFile file}
 * by which clients find the controller. docs/cluster.md is the specification.
 *
 * <p>Uses {@code error} and {@code codec} of the runtime, because calls and answers are in the
 * codec's format. Has no threads of its own.
 */
package org.rankspace.launch.link;
