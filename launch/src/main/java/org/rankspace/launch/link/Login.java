package org.rankspace.launch.link;

import java.io.IOException;
import java.security.MessageDigest;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/** The first frames on a line: both ends prove that they know the cluster's secret. */
public final class Login {
  /** Changes whenever frames or calls do. */
  public static final int VERSION = 1;

  private static final int PATIENCE_MS = 10_000;

  private Login() {}

  /**
   * The controller's part.
   *
   * @return false when the client does not know the secret, or is gone
   * @throws RankspaceException when what the client sends is malformed
   */
  public static boolean admit(Line line, String secret, int ranks) throws IOException {
    line.limitPatience(PATIENCE_MS);
    Proofs proofs = new Proofs(secret);
    byte[] nonce = Proofs.nonce();
    line.send(new Frame.Hello(VERSION, nonce));
    if (line.receive().orElse(null) instanceof Frame.Login(byte[] clients, byte[] proof)
        && MessageDigest.isEqual(proof, proofs.ofClient(nonce, clients))) {
      line.trust();
      return line.send(new Frame.Welcome(proofs.ofController(nonce, clients), ranks));
    }
    return false;
  }

  /**
   * The client's part.
   *
   * @return how many ranks there are
   * @throws RankspaceException when the other end is not the controller, or does not let us in
   */
  public static int enter(Line line, String secret) throws IOException {
    line.limitPatience(PATIENCE_MS);
    Proofs proofs = new Proofs(secret);
    if (!(line.receive().orElse(null) instanceof Frame.Hello(int version, byte[] nonce))) {
      throw refused("it does not answer as a controller does");
    }
    if (version != VERSION) {
      throw refused("it speaks another version: version=" + version + ", ours=" + VERSION);
    }
    byte[] own = Proofs.nonce();
    line.send(new Frame.Login(own, proofs.ofClient(nonce, own)));
    if (line.receive().orElse(null) instanceof Frame.Welcome(byte[] proof, int ranks)
        && MessageDigest.isEqual(proof, proofs.ofController(nonce, own))) {
      line.trust();
      return ranks;
    }
    throw refused("the secret is not right");
  }

  private static RankspaceException refused(String why) {
    return new RankspaceException(ErrorClass.OTHER, "cannot talk to the controller: " + why);
  }
}
