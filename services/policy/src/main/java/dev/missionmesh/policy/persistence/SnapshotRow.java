package dev.missionmesh.policy.persistence;

import dev.missionmesh.policy.application.Candidate;
import dev.missionmesh.policy.domain.PublishedSnapshot;
import dev.missionmesh.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A published snapshot; never updated. */
@Entity
@Immutable
@Table(name = "snapshots")
@IdClass(SnapshotRow.Key.class)
class SnapshotRow {
  record Key(String tenantId, String digest) {
    static Key of(String digest) {
      return new Key(TenantId.SYSTEM.value(), digest);
    }
  }

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  @Id String digest;

  String name;

  long version;

  String yaml;

  @Column(name = "published_at")
  Instant publishedAt;

  @Column(name = "published_by")
  String publishedBy;

  static SnapshotRow of(Candidate candidate, long version, Instant at, String principal) {
    SnapshotRow row = new SnapshotRow();
    row.tenantId = TenantId.SYSTEM.value();
    row.digest = candidate.digest();
    row.name = candidate.name();
    row.version = version;
    row.yaml = candidate.yaml();
    row.publishedAt = at;
    row.publishedBy = principal;
    return row;
  }

  PublishedSnapshot view(boolean active) {
    return new PublishedSnapshot(digest, name, version, publishedAt, publishedBy, active);
  }
}
