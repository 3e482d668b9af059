package dev.missionmesh.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Data of the events on {@code mesh.tenancy.tenants} (compacted, key = tenant) and {@code mesh.tenancy.purges}, and of changes of
 * keys and secrets and of exports on {@code mesh.audit}.
 */
public interface TenancyEvents {
  /**
   * A tenant as it now is. {@code state} is {@code active}, {@code suspended}, {@code deleting} or, for ever,
   * {@code deleted}.
   *
   * @param principal who did it; null in older events
   * @param settings what is set for it; null in older events
   */
  record TenantChanged(
      String tenant,
      String displayName,
      String state,
      Instant changedAt,
      String principal,
      Settings settings) {}

  /** What is set for a tenant; a member that is null leaves the mesh's own value in force. */
  record Settings(
      Limits limits, Quotas quotas, Addresses addresses, List<String> origins, Branding branding) {}

  /** Requests let in per minute; of single paths by the template of the route. */
  record Limits(
      Integer tenantPerMinute, Integer keyPerMinute, Map<String, Integer> endpointsPerMinute) {}

  /** How much the tenant may have. */
  record Quotas(Integer maxKeys, Integer maxWebhooks, Integer maxQueuedMissions) {}

  /** CIDR blocks from which the tenant's keys open the door; {@code deny} goes first. */
  record Addresses(List<String> allow, List<String> deny) {}

  /** How the mesh looks to the tenant's people. */
  record Branding(String displayName, String accentColour, String logoUrl) {}

  /** An API key was made; the key itself is never in an event. */
  record KeyCreated(
      String keyId, String name, List<String> scopes, Instant expiresAt, String principal) {}

  /**
   * A good key came from an address that its tenant does not admit; told at most once per tenant
   * and minute.
   *
   * @param number of such requests since the last that was told, this one included; at least 1
   */
  record AddressRefused(String principal, String address, long number, Instant refusedAt) {}

  /** An API key was revoked. */
  record KeyRevoked(String keyId, String principal) {}

  /** An API key got a successor; both hold until {@code endsAt}. */
  record KeyRotated(String keyId, String replacedBy, Instant endsAt, String principal) {}

  /** An API key that has a successor was used, lately at {@code usedAt}; at most once per key and period of writing. */
  record RotatedKeyUsed(String keyId, String replacedBy, Instant usedAt) {}

  /** A secret inside the mesh was replaced; {@code now} names the key or login used from now on. Never a value. */
  record SecretRotated(String secret, String now, Instant oldUntil, String principal) {}

  /**
   * All that is kept of a tenant was exported to a file of this hash. {@code auditSize} and {@code auditRoot} are those of the
   * signed checkpoint in it; null in a mesh without an audit log.
   */
  record TenantExported(
      String tenant, String sha256, Long auditSize, String auditRoot, String principal) {}

  /** A service keeps nothing of a deleted tenant any more; {@code rows} were removed since its last start. */
  record TenantPurged(String tenant, String service, long rows) {}
}
