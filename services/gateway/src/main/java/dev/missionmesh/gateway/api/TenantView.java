package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.Tenant;
import java.time.Instant;
import java.util.List;

/** A tenant in answers. */
record TenantView(String id, String displayName, String state, Instant createdAt) {
  /** All tenants, by id. */
  record Page(List<TenantView> items) {}

  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id().value(), tenant.displayName(), tenant.state(), tenant.createdAt());
  }
}
