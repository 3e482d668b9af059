package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a key to open the door to its bearer.
 *
 * @param sha256 hash of the whole key
 * @param expiresAt null means never
 * @param revoked true once it is revoked
 * @param suspended true while its tenant is suspended
 */
public record KnownKey(
    TenantId tenant,
    String id,
    byte[] sha256,
    Set<String> scopes,
    Instant expiresAt,
    boolean revoked,
    boolean suspended)
    implements Caller {

  /**
   * Why the bearer of a text may not pass; null if he may. Takes the same time for every wrong
   * secret.
   */
  public @Nullable Refusal refuses(byte[] presentedSha256, Instant now) {
    if (!MessageDigest.isEqual(sha256, presentedSha256)) {
      return Refusal.UNKNOWN;
    }
    return lapsed(now);
  }

  /** Why the key opens nothing any more; null if it still does. */
  public @Nullable Refusal lapsed(Instant now) {
    if (revoked) {
      return Refusal.REVOKED;
    }
    if (expiresAt != null && !now.isBefore(expiresAt)) {
      return Refusal.EXPIRED;
    }
    return suspended ? Refusal.SUSPENDED : null;
  }

  @Override
  public String subject() {
    return "key:" + id;
  }

  @Override
  public String credential() {
    return subject();
  }
}
