package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.KeyStore;
import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.problem.PageCursor;
import java.time.DateTimeException;
import java.time.Instant;

/** Where a page of keys ends, as text in a cursor. */
final class KeyPlace {
  static String text(ApiKey key) {
    return key.createdAt() + "/" + key.id();
  }

  /** The place that a text names; null for null. */
  static KeyStore.Place of(String text) {
    if (text == null) {
      return null;
    }
    int slash = text.indexOf('/');
    try {
      return new KeyStore.Place(
          Instant.parse(text.substring(0, Math.max(slash, 0))), text.substring(slash + 1));
    } catch (DateTimeException e) {
      throw PageCursor.refused();
    }
  }

  private KeyPlace() {}
}
