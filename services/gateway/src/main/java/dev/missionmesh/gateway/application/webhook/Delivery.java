package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One message for one webhook, with what became of it.
 *
 * @param state {@code pending}, {@code delivered} or {@code failed}
 * @param nextAttemptAt null unless pending; while an attempt is under way, when the next begins if
 *     nothing is heard of it
 * @param endedAt null while pending
 * @param log the attempts, first to last
 */
public record Delivery(
    UUID webhook,
    String messageId,
    String type,
    String state,
    Instant createdAt,
    Instant nextAttemptAt,
    Instant endedAt,
    List<Logged> log) {
  /** An attempt with its number, from 1. */
  public record Logged(int number, Attempt attempt) {}

  /** Where in a log, newest first, a page begins: after this. */
  public record Mark(Instant createdAt, String messageId) {}

  public Delivery {
    log = List.copyOf(log);
  }
}
