package dev.missionmesh.mission.application;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Shows bytes that a mission printed as text; what is not UTF-8 becomes U+FFFD. */
public final class OutputText {
  private static final int EXCERPT_CHARS = 2048;
  // No UTF-16 unit stands for more than 3 bytes, so these hold more units than are shown: the cut
  // is not seen.
  private static final int ENOUGH_BASE64 = EXCERPT_CHARS * 4 / 3 * 4 + 4;

  public static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** All of it. */
  public static String ofBase64(String base64) {
    return base64.isEmpty() ? "" : of(Base64.getDecoder().decode(base64));
  }

  /** The first 2,048 UTF-16 units of it, one less where that would halve a pair. */
  public static String excerpt(String base64) {
    boolean whole = base64.length() <= ENOUGH_BASE64;
    String text = ofBase64(whole ? base64 : base64.substring(0, ENOUGH_BASE64 / 4 * 4));
    if (text.length() <= EXCERPT_CHARS) return text;
    boolean splits = Character.isHighSurrogate(text.charAt(EXCERPT_CHARS - 1));
    return text.substring(0, splits ? EXCERPT_CHARS - 1 : EXCERPT_CHARS);
  }

  private OutputText() {}
}
