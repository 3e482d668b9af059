package dev.missionmesh.auditlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON canonicalization (RFC 8785). Numbers are IEEE 754 doubles: carry integers above 2^53 as strings. */
public final class CanonicalJson {

  /**
   * The canonical bytes of a JSON object or array.
   *
   * @throws IllegalArgumentException if the text is not such JSON, or has a member twice
   */
  public static byte[] of(String json) {
    try {
      return new JsonCanonicalizer(json).getEncodedUTF8();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("cannot be canonicalized: " + e.getMessage(), e);
    }
  }

  /** As {@link #of(String)}, from UTF-8 bytes. */
  public static byte[] of(byte[] json) {
    return of(new String(json, StandardCharsets.UTF_8));
  }

  /** SHA-256 of bytes in lower-case hex. */
  public static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(MerkleHash.digest().digest(bytes));
  }

  private CanonicalJson() {}
}
