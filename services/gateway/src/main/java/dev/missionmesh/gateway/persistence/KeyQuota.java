package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.KeyRoom;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Counts a tenant's keys against its quota, within the transaction that adds one: the tenant's row
 * is locked first, so that two at once do not both take the last place.
 */
final class KeyQuota {
  private static final String OPENING =
      "select count(*) from KeyRow where revokedAt is null and (expiresAt is null or expiresAt > :now)";
  private static final String UNREPLACED = OPENING + " and replacedBy is null";

  /** Whether the tenant exists and may have one more key; the quota counts those in succession once. */
  static Uni<KeyRoom> roomForNew(Mutiny.Session session, TenantId tenant, Instant now) {
    return room(session, tenant, now, UNREPLACED, 1);
  }

  /**
   * Whether a key may have a successor. A full quota stops no rotation; keys in overlap may be as
   * many again.
   */
  static Uni<KeyRoom> roomForSuccessor(Mutiny.Session session, TenantId tenant, Instant now) {
    return room(session, tenant, now, OPENING, 2);
  }

  private static Uni<KeyRoom> room(
      Mutiny.Session session, TenantId tenant, Instant now, String query, int times) {
    return session
        .find(TenantRow.class, tenant.value(), LockModeType.PESSIMISTIC_WRITE)
        .chain(
            row -> {
              if (row == null || row.tenant().isGone()) {
                return Uni.createFrom().item(KeyRoom.NOBODY);
              }
              Integer quota = row.tenant().settings().quotas().maxKeys();
              return quota == null
                  ? Uni.createFrom().item(KeyRoom.ADDED)
                  : session
                      .createQuery(query, Long.class)
                      .setParameter("now", now)
                      .getSingleResult()
                      .map(n -> n < (long) quota * times ? KeyRoom.ADDED : KeyRoom.full(quota));
            });
  }

  private KeyQuota() {}
}
