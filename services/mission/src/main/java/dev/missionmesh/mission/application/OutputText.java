package dev.missionmesh.mission.application;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Shows bytes that a mission printed as text; what is not UTF-8 becomes U+FFFD. */
public final class OutputText {
  private static final int EXCERPT_CHARS = 4096;

  public static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** All of it. */
  public static String ofBase64(String base64) {
    return base64.isEmpty() ? "" : of(Base64.getDecoder().decode(base64));
  }

  /** The beginning of it, for events. */
  static String excerpt(String base64) {
    // 4 base64 characters hold 3 bytes, and a character of UTF-8 has at most 4 bytes.
    int enough = EXCERPT_CHARS * 4 / 3 * 4;
    String text = ofBase64(base64.length() > enough ? base64.substring(0, enough) : base64);
    if (text.length() <= EXCERPT_CHARS) return text;
    boolean splits = Character.isHighSurrogate(text.charAt(EXCERPT_CHARS - 1));
    return text.substring(0, splits ? EXCERPT_CHARS - 1 : EXCERPT_CHARS);
  }

  private OutputText() {}
}
