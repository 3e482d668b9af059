package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.NoSuchMission;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.problem.StorableText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads path, query and header values, and names the one that is wrong. */
final class Parameters {
  /** Of idempotency keys, as in the API document. */
  static final String KEY_PATTERN = "^[!-~]{1,255}$";

  private static final Pattern KEY = Pattern.compile(KEY_PATTERN);
  private static final int MAX_TEXT = 256;

  static ProblemException invalid(String name, String detail) {
    return new ProblemException(
        Problem.INVALID_REQUEST, "A parameter is not valid.", FieldError.parameter(name, detail));
  }

  private static ProblemException invalidHeader(String name, String detail) {
    return new ProblemException(
        Problem.INVALID_REQUEST, "A header is not valid.", FieldError.header(name, detail));
  }

  /** What is not an id names nothing. */
  static MissionId mission(String text) {
    return MissionId.parse(text).orElseThrow(NoSuchMission::problem);
  }

  static int limit(String text, int fallback, int most) {
    return (int) number("limit", text, fallback, 1, most);
  }

  static long number(String name, String text, long fallback, long min, long max) {
    if (text == null) return fallback;
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) return value;
    } catch (NumberFormatException e) {
      // said below
    }
    throw invalid(name, "must be a whole number between " + min + " and " + max);
  }

  static String text(String name, String value) {
    if (value == null) return null;
    if (StorableText.fault(value).isPresent() || value.length() > MAX_TEXT)
      throw invalid(name, "must be text of at most 256 characters");
    return value;
  }

  static Map<String, String> labels(List<String> pairs) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : pairs) {
      int at = text("label", pair).indexOf('=');
      if (at < 1) throw invalid("label", "must be of the form key=value");
      labels.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return labels;
  }

  static String idempotencyKey(String text) {
    if (text != null && !KEY.matcher(text).matches()) {
      throw invalidHeader("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
    }
    return text;
  }

  static long lastEventId(String text) {
    if (text == null || text.isEmpty()) return 0;
    try {
      long value = Long.parseLong(text);
      if (value >= 0) return value;
    } catch (NumberFormatException e) {
      // said below
    }
    throw invalidHeader("Last-Event-ID", "must be an event id of this stream");
  }

  /** The mission after which a page begins; null for the first. */
  static MissionId place(PageCursor list, String cursor) {
    String place = list.place(cursor);
    return place == null ? null : MissionId.parse(place).orElseThrow(PageCursor::refused);
  }

  private Parameters() {}
}
