package dev.missionmesh.policyengine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The content address of a snapshot.
 *
 * <p>Canonical is the text as written, comments and all, after three changes that editors and
 * transports make unasked: a byte order mark is dropped, CRLF and CR become LF, and the text ends
 * in exactly one LF. The digest is SHA-256 over its UTF-8 bytes, so that {@code sha256sum} of a
 * fetched snapshot gives it too.
 */
public final class SnapshotText {
  /** The canonical form; the canonical form of it is itself. */
  public static String canonical(String yaml) {
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    text = text.replace("\r\n", "\n").replace('\r', '\n');
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') end--;
    return text.substring(0, end) + "\n";
  }

  /** {@code sha256:<hex>} of a canonical text. */
  public static String digest(String canonical) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private SnapshotText() {}
}
