package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;

/** A row of {@code api_keys}. Only its end and its successor can change through this class. */
@Entity
@Table(name = "api_keys")
class KeyRow {
  /** The row's name: the tenant first. */
  @Embeddable
  record Name(@Column(name = "tenant_id") String tenant, @Column(name = "id") String id) {}

  @EmbeddedId Name name;

  @Column(name = "name", nullable = false, updatable = false)
  String label;

  @Column(nullable = false, updatable = false)
  byte[] sha256;

  @Column(nullable = false, updatable = false)
  String[] scopes;

  @Column(name = "created_at", nullable = false, updatable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false, updatable = false)
  String createdBy;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "revoked_at")
  Instant revokedAt;

  @Column(name = "replaced_by", insertable = false)
  String replacedBy;

  @Column(name = "last_used_at", insertable = false, updatable = false)
  Instant lastUsedAt;

  protected KeyRow() {}

  KeyRow(ApiKey key, byte[] sha256) {
    name = new Name(key.tenant().value(), key.id());
    label = key.name();
    this.sha256 = sha256.clone();
    scopes = key.scopes().stream().sorted().toArray(String[]::new);
    createdAt = key.createdAt();
    createdBy = key.createdBy();
    expiresAt = key.expiresAt();
  }

  ApiKey key() {
    return new ApiKey(
        new TenantId(name.tenant()),
        name.id(),
        label,
        Set.of(scopes),
        createdAt,
        createdBy,
        expiresAt,
        revokedAt,
        replacedBy,
        lastUsedAt);
  }
}
