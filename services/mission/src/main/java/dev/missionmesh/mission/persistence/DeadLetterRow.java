package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.DeadLetterStore.DeadLetter;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A dead letter in the database. */
@Entity
@Table(name = "dead_letters")
@NamedQuery(
    name = DeadLetterRow.PAGE,
    query =
        "from DeadLetterRow where key.tenant = :tenant and key.mission < :before order by key.mission desc")
@NamedQuery(name = DeadLetterRow.TAKE, query = "delete from DeadLetterRow where key = :key")
class DeadLetterRow {
  static final String PAGE = "DeadLetterRow.page";
  static final String TAKE = "DeadLetterRow.take";

  /** Its key. */
  @Embeddable
  record Key(@Column(name = "tenant_id") String tenant, @Column(name = "mission_id") UUID mission)
      implements Serializable {
    static Key of(TenantId tenant, MissionId id) {
      return new Key(tenant.value(), id.value());
    }
  }

  @EmbeddedId Key key;
  String name;
  String reason;
  int attempts;

  @Column(name = "dead_since")
  Instant deadSince;

  DeadLetter letter() {
    return new DeadLetter(key.mission().toString(), name, reason, attempts, deadSince);
  }
}
