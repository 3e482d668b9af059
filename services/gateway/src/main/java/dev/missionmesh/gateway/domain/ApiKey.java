package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is administered; the secret is not part of it.
 *
 * @param createdBy subject of the principal that made it
 * @param expiresAt from when on it opens nothing; null means never
 * @param revokedAt since when it is revoked; null if it is not
 * @param replacedBy id of its successor; null if it has none
 * @param lastUsedAt when it was last used, late by up to a minute; null if never
 */
public record ApiKey(
    TenantId tenant,
    String id,
    String name,
    Set<String> scopes,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String replacedBy,
    @Nullable Instant lastUsedAt) {
  private static final int MAX_NAME = 100;

  public ApiKey {
    if (!isName(name)) {
      throw new IllegalArgumentException("must be 1 to " + MAX_NAME + " characters");
    }
    scopes = Set.copyOf(scopes);
  }

  /** A key made now. */
  public static ApiKey made(
      KeyText text, String name, Set<String> scopes, Instant now, String by, Instant expiresAt) {
    return new ApiKey(text.tenant(), text.keyId(), name, scopes, now, by, expiresAt, null, null, null);
  }

  /** A key with another secret that may do the same. */
  public ApiKey successor(KeyText text, Instant now, String by, Instant expiresAt) {
    return made(text, name, scopes, now, by, expiresAt);
  }

  /** True if it opens the door and has no successor yet. */
  public boolean canBeRotated(Instant now) {
    return revokedAt == null && replacedBy == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** The earlier of its own end and another. */
  public Instant endingBy(Instant end) {
    return expiresAt == null || end.isBefore(expiresAt) ? end : expiresAt;
  }

  public static boolean isName(String name) {
    return name != null && !name.isBlank() && name.length() <= MAX_NAME;
  }
}
