package dev.missionmesh.gateway.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver.
 *
 * @param at when it began
 * @param status of the answer; null if there was none
 * @param excerpt the first characters of the answer's body; null if there was none
 * @param retryAfter how long the receiver wants to be left alone; null if it did not say
 */
public record Attempt(
    Outcome outcome, Instant at, Duration took, @Nullable Integer status, @Nullable String excerpt, @Nullable Duration retryAfter) {
  /** One to which nobody answered. */
  public static Attempt unanswered(Outcome outcome, Instant at, Duration took) {
    return new Attempt(outcome, at, took, null, null, null);
  }
}
