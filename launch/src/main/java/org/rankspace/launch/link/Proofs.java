package org.rankspace.launch.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How both ends show each other that they know the secret, without saying it. */
final class Proofs {
  static final int NONCE_BYTES = 32;
  static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param secret hexadecimal digits
   */
  Proofs(String secret) {
    key = new SecretKeySpec(HexFormat.of().parseHex(secret), ALGORITHM);
  }

  static byte[] nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    return nonce;
  }

  byte[] ofClient(byte[] controllersNonce, byte[] clientsNonce) {
    return proof("client", controllersNonce, clientsNonce);
  }

  byte[] ofController(byte[] controllersNonce, byte[] clientsNonce) {
    return proof("server", clientsNonce, controllersNonce);
  }

  private byte[] proof(String role, byte[] first, byte[] second) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(role.getBytes(StandardCharsets.US_ASCII));
      mac.update(first);
      return mac.doFinal(second);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }
}
