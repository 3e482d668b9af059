package dev.missionmesh.mission.domain;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an attempt left behind, as its node told it.
 *
 * @param exitCode null when the process did not exit by itself
 * @param stdoutBase64 standard base64
 * @param stderrBase64 standard base64
 * @param truncated true when more was printed than is kept
 */
public record AttemptResult(
    Integer exitCode, String stdoutBase64, String stderrBase64, boolean truncated) {

  /** The RFC 8785 bytes of this object: what is hashed, authenticated and stored. */
  public byte[] canonical() {
    CanonicalJson json = new CanonicalJson(96 + stdoutBase64.length() + stderrBase64.length());
    json.raw("{\"exitCode\":").raw(exitCode == null ? "null" : exitCode.toString());
    json.raw(",\"stderrBase64\":").text(stderrBase64);
    json.raw(",\"stdoutBase64\":").text(stdoutBase64);
    return json.raw(truncated ? ",\"truncated\":true}" : ",\"truncated\":false}").bytes();
  }

  /** Lower-case hex SHA-256 of the canonical bytes. */
  public static String sha256(byte[] canonical) {
    return CanonicalJson.sha256(canonical);
  }

  /** True if {@code hmac} (hex) is the HMAC-SHA256 of the canonical bytes under the lease's key. Compares in constant time. */
  public static boolean authentic(byte[] canonical, byte[] key, String hmac) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] told = HexFormat.of().parseHex(hmac);
      return MessageDigest.isEqual(mac.doFinal(canonical), told);
    } catch (IllegalArgumentException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
