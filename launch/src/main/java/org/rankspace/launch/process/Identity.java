package org.rankspace.launch.process;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What tells a job from all others.
 *
 * @param job names the job's files; unique on this host
 * @param secret lets its ranks in, and nobody else
 */
record Identity(String job, String secret) {
  static Identity create() {
    byte[] random = new byte[20];
    new SecureRandom().nextBytes(random);
    String digits = HexFormat.of().formatHex(random);
    return new Identity(
        ProcessHandle.current().pid() + "-" + digits.substring(0, 8), digits.substring(8));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Identity[job=" + job + "]";
  }
}
