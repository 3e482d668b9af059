package dev.missionmesh.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.missionmesh.gateway.application.KeyAdministration.Minted;
import dev.missionmesh.gateway.domain.ApiKey;
import java.time.Instant;
import java.util.List;

/**
 * A key in answers.
 *
 * @param key the whole key; only in the answer that made it
 */
record KeyView(
    String id,
    @JsonInclude(JsonInclude.Include.NON_NULL) String key,
    String tenant,
    String name,
    List<String> scopes,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    Instant revokedAt,
    String replacedBy,
    Instant lastUsedAt) {
  /** Keys, newest first. */
  record Page(List<KeyView> items) {}

  static KeyView of(ApiKey key) {
    return of(key, null);
  }

  static KeyView of(Minted minted) {
    return of(minted.key(), minted.text().reveal());
  }

  private static KeyView of(ApiKey key, String text) {
    return new KeyView(
        key.id(),
        text,
        key.tenant().value(),
        key.name(),
        key.scopes().stream().sorted().toList(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.revokedAt(),
        key.replacedBy(),
        key.lastUsedAt());
  }

  @Override
  public String toString() {
    return "KeyView[" + id + "]";
  }
}
