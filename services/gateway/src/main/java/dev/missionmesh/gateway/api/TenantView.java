package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.Tenant;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant in answers. */
@Schema(name = "Tenant")
record TenantView(
    String id,
    String displayName,
    @Schema(enumeration = {"active", "suspended", "deleting", "deleted"}) String state,
    Instant createdAt) {
  /** All tenants, by id. */
  @Schema(name = "TenantList")
  record Page(List<TenantView> items) {}

  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id().value(), tenant.displayName(), tenant.state(), tenant.createdAt());
  }
}
