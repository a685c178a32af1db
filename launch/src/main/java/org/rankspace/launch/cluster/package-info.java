/**
 * The Java API to a running cluster: {@link org.rankspace.launch.cluster.Cluster} connects, {@link
 * org.rankspace.launch.cluster.View} works with some of its ranks. Values are plain Java values, as
 * the runtime's {@code PlainCodec} describes them.
 *
 * <p>Each cluster has one daemon thread, which receives; futures are completed by it, and must not
 * wait in it for further answers. Uses {@code link}, and {@code codec} and {@code error} of the
 * runtime.
 */
package org.rankspace.launch.cluster;
