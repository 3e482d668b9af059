package dev.missionmesh.events;

import java.time.Instant;
import java.util.List;

/** Data of the events on {@code mesh.tenancy.tenants} (compacted, key = tenant) and of key changes on {@code mesh.audit}. */
public interface TenancyEvents {
  /** A tenant as it now is. {@code state} is {@code active} or {@code suspended}. */
  record TenantChanged(String tenant, String displayName, String state, Instant changedAt) {}

  /** An API key was made; the key itself is never in an event. */
  record KeyCreated(
      String keyId, String name, List<String> scopes, Instant expiresAt, String principal) {}

  /** An API key was revoked. */
  record KeyRevoked(String keyId, String principal) {}

  /** An API key got a successor; both hold until {@code endsAt}. */
  record KeyRotated(String keyId, String replacedBy, Instant endsAt, String principal) {}

  /** An API key that has a successor was used, lately at {@code usedAt}; at most once per key and period of writing. */
  record RotatedKeyUsed(String keyId, String replacedBy, Instant usedAt) {}
}
