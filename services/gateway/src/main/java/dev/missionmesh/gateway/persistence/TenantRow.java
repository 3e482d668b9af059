package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code tenants}. */
@Entity
@Table(name = "tenants")
class TenantRow {
  @Id
  @Column(name = "tenant_id")
  String id;

  @Column(name = "display_name", nullable = false)
  String displayName;

  @Column(nullable = false)
  String state;

  @Column(nullable = false)
  long revision;

  @Column(nullable = false)
  String settings;

  @Column(name = "created_at", nullable = false, updatable = false)
  Instant createdAt;

  @Column(name = "changed_at", nullable = false)
  Instant changedAt;

  @Column(name = "suspended_at", insertable = false)
  Instant suspendedAt;

  protected TenantRow() {}

  TenantRow(Tenant tenant) {
    id = tenant.id().value();
    displayName = tenant.displayName();
    state = tenant.state();
    revision = tenant.revision();
    settings = SettingsJson.write(tenant.settings());
    createdAt = tenant.createdAt();
    changedAt = tenant.createdAt();
  }

  void become(Tenant tenant, Instant at) {
    if (tenant.isSuspended() && !state.equals(tenant.state())) {
      suspendedAt = at;
    }
    displayName = tenant.displayName();
    state = tenant.state();
    revision = tenant.revision();
    settings = SettingsJson.write(tenant.settings());
    changedAt = at;
  }

  Tenant tenant() {
    return new Tenant(
        new TenantId(id), displayName, state, revision, createdAt, SettingsJson.read(settings));
  }
}
