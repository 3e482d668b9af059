package dev.missionmesh.searchindexer.domain;

import org.jspecify.annotations.Nullable;

/** The beginning of a result, the same whether it comes from an event's excerpt or from the whole result in the export. */
public final class Excerpt {
  /** In UTF-16 units; less than events carry, so that where they cut cannot show. */
  public static final int LENGTH = 1000;

  /** At most {@link #LENGTH} units, never half a surrogate pair; null becomes empty. */
  public static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    if (text.length() <= LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    return text.substring(0, end);
  }

  private Excerpt() {}
}
