package dev.missionmesh.policy.persistence;

import dev.missionmesh.policy.domain.Activation;
import dev.missionmesh.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One change of the active snapshot; never updated. */
@Entity
@Immutable
@Table(name = "activations")
@IdClass(ActivationRow.Key.class)
class ActivationRow {
  record Key(String tenantId, long sequence) {}

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  @Id long sequence;

  String digest;

  String previous;

  @Column(name = "activated_at")
  Instant activatedAt;

  @Column(name = "activated_by")
  String activatedBy;

  static ActivationRow of(Activation activation) {
    ActivationRow row = new ActivationRow();
    row.tenantId = TenantId.SYSTEM.value();
    row.sequence = activation.sequence();
    row.digest = activation.digest();
    row.previous = activation.previous();
    row.activatedAt = activation.at();
    row.activatedBy = activation.principal();
    return row;
  }
}
