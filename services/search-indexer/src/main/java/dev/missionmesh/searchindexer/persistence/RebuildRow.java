package dev.missionmesh.searchindexer.persistence;

import dev.missionmesh.searchindexer.domain.Rebuild;
import dev.missionmesh.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A row of {@code search.rebuilds}. */
@Entity
@Table(name = "rebuilds")
@IdClass(RebuildRow.Key.class)
class RebuildRow {
  @Id
  @Column(name = "tenant_id")
  String tenantId;

  @Id UUID id;

  String state;
  String reason;

  @Column(name = "requested_by")
  String requestedBy;

  @Column(name = "requested_at")
  Instant requestedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  Long documents;

  /** Primary key. */
  record Key(String tenantId, UUID id) implements Serializable {}

  static RebuildRow of(Rebuild rebuild) {
    RebuildRow row = new RebuildRow();
    row.tenantId = TenantId.SYSTEM.value();
    row.id = rebuild.id();
    row.state = rebuild.state().text();
    row.reason = rebuild.reason();
    row.requestedBy = rebuild.requestedBy();
    row.requestedAt = rebuild.requestedAt();
    row.finishedAt = rebuild.finishedAt();
    row.documents = rebuild.documents();
    return row;
  }

  Rebuild rebuild() {
    return new Rebuild(
        id,
        Rebuild.State.valueOf(state.toUpperCase(Locale.ROOT)),
        reason,
        requestedBy,
        requestedAt,
        finishedAt,
        documents);
  }
}
