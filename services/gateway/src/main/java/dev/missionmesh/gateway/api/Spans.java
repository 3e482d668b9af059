package dev.missionmesh.gateway.api;

import java.time.DateTimeException;
import java.time.Duration;

/** ISO-8601 durations in requests about keys. */
final class Spans {
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  /** A duration within bounds, both included; null if the text is none. */
  static Duration between(String text, Duration shortest, Duration longest) {
    try {
      Duration span = Duration.parse(text);
      return span.compareTo(shortest) >= 0 && span.compareTo(longest) <= 0 ? span : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** How long a key may live: more than nothing, at most ten years; null if the text is no such. */
  static Duration life(String text) {
    return between(text, Duration.ofNanos(1), LONGEST_LIFE);
  }

  private Spans() {}
}
