/**
 * What a launcher and its ranks tell each other: the {@linkplain org.rankspace.job.Message
 * messages}, the {@linkplain org.rankspace.job.Membership environment variables}, the handshake and
 * a rank's {@linkplain org.rankspace.job.ControlChannel line to its launcher}.
 *
 * <p>Layer 1: uses {@code error} only. A control channel has one daemon thread that receives.
 */
package org.rankspace.job;
