package dev.missionmesh.gateway.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A colour of the web, {@code #rrggbb}. */
public record Colour(int red, int green, int blue) {
  private static final Pattern TEXT = Pattern.compile("#[0-9a-f]{6}");

  /** Reads a colour; null if the text is none. Lower-case only. */
  public static @Nullable Colour parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return null;
    }
    int rgb = Integer.parseInt(text.substring(1), 16);
    return new Colour(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
  }

  /**
   * Contrast to white, 1 to 21, as WCAG 2.2 defines the contrast ratio; text is readable from 4.5
   * on (success criterion 1.4.3).
   */
  public double contrastToWhite() {
    return 1.05 / (luminance() + 0.05);
  }

  /** Relative luminance in sRGB, 0 to 1 (WCAG 2.2). */
  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
