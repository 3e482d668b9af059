package dev.missionmesh.policy.persistence;

import dev.missionmesh.policy.domain.Activation;
import dev.missionmesh.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Which snapshot is in force: one row, moved by each activation. */
@Entity
@Table(name = "active_snapshots")
class ActiveSnapshotRow {
  @Id
  @Column(name = "tenant_id", updatable = false)
  String tenantId;

  String digest;

  long sequence;

  static ActiveSnapshotRow of(Activation activation) {
    ActiveSnapshotRow row = new ActiveSnapshotRow();
    row.tenantId = TenantId.SYSTEM.value();
    row.move(activation);
    return row;
  }

  void move(Activation activation) {
    digest = activation.digest();
    sequence = activation.sequence();
  }
}
