package dev.missionmesh.mission.application;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The proof that a result comes from who holds the lease's key. */
final class LeaseMac {
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * True if {@code hmac} (hex) is the HMAC-SHA256 of the canonical bytes under the key. Compares in
   * constant time.
   */
  static boolean holds(byte[] canonical, byte[] key, String hmac) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return MessageDigest.isEqual(mac.doFinal(canonical), HexFormat.of().parseHex(hmac));
    } catch (IllegalArgumentException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private LeaseMac() {}
}
