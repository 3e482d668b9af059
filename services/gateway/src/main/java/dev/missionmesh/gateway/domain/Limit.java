package dev.missionmesh.gateway.domain;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may be done: in any span of time t at most {@code burst + requests × t / per}
 * times. It is a bucket of {@code burst} tokens that fills at an even rate.
 *
 * @param requests how many in each {@code per}, in the long run; 1 to 10,000,000
 * @param per 1 s to 1 h
 * @param burst how many may come at once after a pause; 1 to {@code requests}
 */
public record Limit(long requests, Duration per, long burst) {
  private static final long MOST_REQUESTS = 10_000_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) per (\\S+) burst (\\d{1,9})");

  public Limit {
    if (requests < 1 || requests > MOST_REQUESTS) {
      throw new IllegalArgumentException("requests must be 1 to 10000000, was " + requests);
    }
    if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("per must be PT1S to PT1H, was " + per);
    }
    if (burst < 1 || burst > requests) {
      throw new IllegalArgumentException("burst must be 1 to requests, was " + burst);
    }
  }

  /** So many in a minute, a fifth of them at once. */
  public static Limit perMinute(int requests) {
    return new Limit(requests, Duration.ofMinutes(1), Math.max(1, requests / 5));
  }

  /** Reads {@code 100 per PT1S burst 20}; throws {@link IllegalArgumentException} otherwise. */
  public static Limit parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not '<number> per <duration> burst <number>': " + text);
    }
    try {
      return new Limit(
          Long.parseLong(parts.group(1)),
          Duration.parse(parts.group(2)),
          Long.parseLong(parts.group(3)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a duration such as PT1M: " + parts.group(2), e);
    }
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return requests + " per " + per + " burst " + burst;
  }

  /** How long the bucket takes to gain so many tokens. */
  public long nanosFor(long tokens) {
    return Math.ceilDiv(tokens * per.toMillis() * 1000, requests) * 1000;
  }

  /** True if it lets more through in the long run. */
  boolean isAbove(Limit other) {
    return (double) requests / per.toMillis() > (double) other.requests / other.per.toMillis();
  }

  /** The part of it that each of several replicas may let through by itself; at least 1. */
  public Limit share(int replicas) {
    long rate = Math.max(1, requests / replicas);
    return new Limit(rate, per, Math.clamp(burst / replicas, 1, rate));
  }
}
