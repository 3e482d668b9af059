package dev.missionmesh.gateway.api;

import dev.missionmesh.problem.PageCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.BiFunction;

/** A place in a list that is ordered by time and then by id, as text in a cursor. */
final class TimedPlace {
  static String text(Instant at, String id) {
    return at + "/" + id;
  }

  /** What a text names; null for null. Anybody can make a cursor: no time outside of this millennium is taken. */
  static <T> T of(String text, BiFunction<Instant, String, T> place) {
    if (text == null) {
      return null;
    }
    int slash = text.indexOf('/');
    if (slash < 0 || !text.startsWith("2")) {
      throw PageCursor.refused();
    }
    try {
      return place.apply(Instant.parse(text.substring(0, slash)), text.substring(slash + 1));
    } catch (DateTimeException e) {
      throw PageCursor.refused();
    }
  }

  private TimedPlace() {}
}
