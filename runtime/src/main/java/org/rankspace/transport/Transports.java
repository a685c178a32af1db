package org.rankspace.transport;

import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;
import org.rankspace.job.Exchange;
import org.rankspace.transport.local.LocalNetwork;
import org.rankspace.transport.mpj.MpjTransport;
import org.rankspace.transport.shm.ShmTransport;

/** Opens the transport that a user names. */
public final class Transports {
  private Transports() {}

  /**
   * Opens this rank's end. Collective; blocks until every rank has come this far.
   *
   * @param kind {@code shm} (processes of one host), {@code mpj} (hosts) or {@code auto}, which is
   *     {@code shm}
   * @param size where it is 1, nothing is opened and {@code exchange} is not used
   * @param job names the job on this host: letters, digits, dots, dashes, underscores
   * @throws RankspaceException when {@code kind} is none of these, or what the transport throws
   */
  public static Transport open(String kind, Exchange exchange, int rank, int size, String job) {
    return switch (kind) {
      case "auto", "shm" -> size == 1 ? alone() : ShmTransport.open(exchange, rank, size, job);
      case "mpj" -> size == 1 ? alone() : MpjTransport.open(exchange, rank, size);
      default ->
          throw new RankspaceException(
              ErrorClass.ARG,
              "There is no such transport: transport=%s. Use one of auto, shm, mpj."
                  .formatted(kind));
    };
  }

  private static Transport alone() {
    return new LocalNetwork(1).transport(0);
  }
}
