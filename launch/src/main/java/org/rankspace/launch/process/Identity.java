package org.rankspace.launch.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.rankspace.error.ErrorClass;
import org.rankspace.error.RankspaceException;

/**
 * What tells a job from all others.
 *
 * @param job names the job's files; unique on this host
 * @param secret lets its ranks in, and nobody else
 */
record Identity(String job, String secret) {
  /** The system's own, which SecureRandom reads as well, but takes 8 ms to get to. */
  private static final String RANDOM = "/dev/urandom";

  private static final int BYTES = 20;

  static Identity create() {
    String digits = HexFormat.of().formatHex(random());
    return new Identity(
        ProcessHandle.current().pid() + "-" + digits.substring(0, 8), digits.substring(8));
  }

  private static byte[] random() {
    try (FileInputStream random = new FileInputStream(RANDOM)) {
      return random.readNBytes(BYTES);
    } catch (IOException e) {
      throw new RankspaceException(ErrorClass.OTHER, "no random numbers: " + e.getMessage(), e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Identity[job=" + job + "]";
  }
}
