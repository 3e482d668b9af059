package dev.missionmesh.gateway.delivery;

import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.gateway.domain.webhook.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What came back.
 *
 * @param status null if nothing did
 * @param retryAfter the header of that name; null if there is none
 * @param text the beginning of the body; null if there was no answer
 */
record Answer(Outcome outcome, Integer status, String retryAfter, String text) {
  private static final int EXCERPT = 1024;

  static Answer without(Outcome outcome) {
    return new Answer(outcome, null, null, null);
  }

  static Answer of(int status, String retryAfter, String text) {
    return new Answer(outcome(status), status, retryAfter, text);
  }

  private static Outcome outcome(int status) {
    return switch (status / 100) {
      case 2 -> Outcome.DELIVERED;
      case 3 -> Outcome.REDIRECTED;
      default -> status == 410 ? Outcome.GONE : Outcome.REJECTED;
    };
  }

  Attempt attempt(Instant at, Duration took, Instant now) {
    return new Attempt(outcome, at, took, status, excerpt(), wish(now));
  }

  /** Printable, so that a log shows it as it is. */
  private String excerpt() {
    if (text == null || text.isEmpty()) {
      return null;
    }
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .limit(EXCERPT)
        .map(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) ? c : '\ufffd')
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\ufffd' : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /** How long the receiver wants to be left alone (RFC 9110, 10.2.3: seconds or a date); null if it did not say. */
  private Duration wish(Instant now) {
    if (retryAfter == null) {
      return null;
    }
    String said = retryAfter.strip();
    try {
      Duration wish =
          said.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(said))
              : Duration.between(
                  now, ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wish.isPositive() ? wish : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
