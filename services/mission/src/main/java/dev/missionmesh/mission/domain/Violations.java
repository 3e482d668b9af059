package dev.missionmesh.mission.domain;

import dev.missionmesh.mission.domain.InvalidDraft.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a draft, so that the caller learns all of it at once. */
final class Violations {
  private static final int MOST = 50;
  private final List<Violation> found = new ArrayList<>();

  void add(String pointer, String detail) {
    if (found.size() < MOST) found.add(new Violation(pointer, detail));
  }

  void throwIfAny() {
    if (!found.isEmpty()) throw new InvalidDraft(found);
  }

  /** Text that PostgreSQL and UTF-8 can hold, of at most {@code max} characters. */
  void text(String pointer, String text, int max) {
    if (text.length() > max) add(pointer, "must have at most " + max + " characters");
    else if (text.indexOf('\0') >= 0) add(pointer, "must not contain the character U+0000");
    else if (hasLoneSurrogate(text)) add(pointer, "must not contain a lone surrogate");
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) continue;
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) return true;
      i++;
    }
    return false;
  }

  /** A number within bounds; out of bounds it is reported and {@code fallback} stands in. */
  long number(String pointer, @Nullable Number value, long fallback, long min, long max) {
    if (value == null) return fallback;
    if (value.longValue() < min || value.longValue() > max) {
      add(pointer, "must be between " + min + " and " + max);
      return fallback;
    }
    return value.longValue();
  }

  /**
   * An ISO-8601 duration within bounds, in whole milliseconds; otherwise reported and {@code
   * fallback} stands in.
   */
  Duration duration(String pointer, @Nullable String value, Duration fallback, Duration min, Duration max) {
    if (value == null) return fallback;
    try {
      Duration duration = Duration.parse(value);
      if (duration.isNegative() || (duration.isZero() && !min.isZero())) {
        add(pointer, "must be positive");
      } else if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
        add(pointer, "must be between " + min + " and " + max);
      } else {
        return Duration.ofMillis(duration.toMillis());
      }
    } catch (DateTimeException | ArithmeticException e) {
      add(pointer, "must be an ISO-8601 duration such as PT30S");
    }
    return fallback;
  }

  /** A member's pointer: the name escaped by RFC 6901. */
  static String member(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
