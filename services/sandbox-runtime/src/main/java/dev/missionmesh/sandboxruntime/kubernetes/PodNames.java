package dev.missionmesh.sandboxruntime.kubernetes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Names of what belongs to one attempt. */
final class PodNames {
  private static final int LONGEST = 63;

  /**
   * The Pod of an attempt: the same for every node and every life of it, so that the API server
   * lets only one be.
   */
  static String pod(String missionId, long token) {
    String plain = "mm-" + missionId + "-" + token;
    return plain.length() <= LONGEST && plain.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")
        ? plain
        : "mm-" + sha256(plain).substring(0, 40) + "-" + token;
  }

  /** A Secret of one try to make that Pod. */
  static String secret(String pod, String nonce, int index) {
    return pod + "-" + nonce + "-" + index;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 belongs to every JDK", e);
    }
  }

  private PodNames() {}
}
