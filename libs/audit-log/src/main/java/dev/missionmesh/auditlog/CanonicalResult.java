package dev.missionmesh.auditlog;

import java.nio.charset.StandardCharsets;

/**
 * The part of a mission's result that its hash covers.
 *
 * @param exitCode null unless the process exited by itself
 * @param stdoutBase64 standard base64
 * @param stderrBase64 standard base64
 */
public record CanonicalResult(
    Integer exitCode, String stdoutBase64, String stderrBase64, boolean truncated) {
  public CanonicalResult {
    requireBase64(stdoutBase64);
    requireBase64(stderrBase64);
  }

  /** The RFC 8785 form. Base64 needs no escapes, so it is written directly. */
  public byte[] bytes() {
    return ("{\"exitCode\":"
            + exitCode
            + ",\"stderrBase64\":\""
            + stderrBase64
            + "\",\"stdoutBase64\":\""
            + stdoutBase64
            + "\",\"truncated\":"
            + truncated
            + "}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** SHA-256 of {@link #bytes()} in lower-case hex. */
  public String sha256Hex() {
    return CanonicalJson.sha256Hex(bytes());
  }

  private static void requireBase64(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean valid =
          c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || c == '+'
              || c == '/'
              || c == '=';
      if (!valid) {
        throw new IllegalArgumentException("not standard base64 at character " + i);
      }
    }
  }
}
