package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.KeyRoom;
import dev.missionmesh.gateway.application.KeyStore;
import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keys in PostgreSQL, each tenant's behind row-level security. */
@ApplicationScoped
class PostgresKeyStore implements KeyStore {
  private static final String FIRST = "from KeyRow order by createdAt desc, name.id";
  private static final String NEXT =
      "from KeyRow where createdAt < :at or (createdAt = :at and name.id > :id) order by createdAt desc, name.id";

  private final Mutiny.SessionFactory sessions;

  PostgresKeyStore(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<List<ApiKey>> list(TenantId tenant, Place after, int limit) {
    return TenantSessions.inTenant(
        sessions,
        tenant,
        session ->
            listed(session, after)
                .setMaxResults(limit)
                .getResultList()
                .map(rows -> rows.stream().map(KeyRow::key).toList()));
  }

  private static Mutiny.SelectionQuery<KeyRow> listed(Mutiny.Session session, Place after) {
    return after == null
        ? session.createSelectionQuery(FIRST, KeyRow.class)
        : session
            .createSelectionQuery(NEXT, KeyRow.class)
            .setParameter("at", after.createdAt())
            .setParameter("id", after.id());
  }

  @Override
  public Uni<KeyRoom> add(ApiKey key, byte[] sha256) {
    return TenantSessions.inTenant(
        sessions,
        key.tenant(),
        session ->
            KeyQuota.roomForNew(session, key.tenant(), key.createdAt())
                .chain(room -> insertIf(room, session, key, sha256)));
  }

  private static Uni<KeyRoom> insertIf(
      KeyRoom room, Mutiny.Session session, ApiKey key, byte[] sha256) {
    return room.equals(KeyRoom.ADDED)
        ? insert(session, key, sha256).replaceWith(room)
        : Uni.createFrom().item(room);
  }

  @Override
  public Uni<Boolean> revoke(TenantId tenant, String keyId, String by, Instant at) {
    return TenantSessions.inTenant(
        sessions,
        tenant,
        session ->
            session
                .find(
                    KeyRow.class,
                    new KeyRow.Name(tenant.value(), keyId),
                    LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> revoke(session, row, tenant, by, at)));
  }

  private static Uni<Boolean> revoke(
      Mutiny.Session session, KeyRow row, TenantId tenant, String by, Instant at) {
    if (row == null) {
      return Uni.createFrom().item(false);
    }
    if (row.revokedAt != null) {
      return Uni.createFrom().item(true);
    }
    row.revokedAt = at;
    return session
        .flush()
        .chain(() -> Outbox.append(session, TenancyFacts.revoked(tenant, row.name.id(), by, at)))
        .replaceWith(true);
  }

  @Override
  public Uni<Optional<ApiKey>> find(TenantId tenant, String keyId) {
    return TenantSessions.inTenant(
        sessions,
        tenant,
        session ->
            session
                .find(KeyRow.class, new KeyRow.Name(tenant.value(), keyId))
                .map(row -> Optional.ofNullable(row).map(KeyRow::key)));
  }

  @Override
  public Uni<KeyRoom> rotate(ApiKey old, Instant endsAt, ApiKey successor, byte[] sha256) {
    return TenantSessions.inTenant(
        sessions,
        old.tenant(),
        session ->
            KeyQuota.roomForSuccessor(session, old.tenant(), successor.createdAt())
                .chain(
                    room ->
                        room.equals(KeyRoom.ADDED)
                            ? lockAndRotate(session, old, endsAt, successor, sha256)
                            : Uni.createFrom().item(room)));
  }

  private static Uni<KeyRoom> lockAndRotate(
      Mutiny.Session session, ApiKey old, Instant endsAt, ApiKey successor, byte[] sha256) {
    return session
        .find(
            KeyRow.class,
            new KeyRow.Name(old.tenant().value(), old.id()),
            LockModeType.PESSIMISTIC_WRITE)
        .chain(row -> rotate(session, row, endsAt, successor, sha256));
  }

  private static Uni<KeyRoom> rotate(
      Mutiny.Session session, KeyRow row, Instant endsAt, ApiKey successor, byte[] sha256) {
    if (row == null || !row.key().canBeRotated(successor.createdAt())) {
      return Uni.createFrom().item(KeyRoom.NOBODY);
    }
    ApiKey old = row.key();
    row.expiresAt = endsAt;
    row.replacedBy = successor.id();
    return insert(session, successor, sha256)
        .chain(() -> Outbox.append(session, TenancyFacts.rotated(old, endsAt, successor)))
        .replaceWith(KeyRoom.ADDED);
  }

  @Override
  public Uni<Boolean> ensure(ApiKey key, byte[] sha256) {
    Tenant tenant = Tenant.founded(key.tenant(), key.tenant().value(), key.createdAt());
    return TenantSessions.inTenant(
        sessions,
        key.tenant(),
        session ->
            PostgresTenantStore.addUnlessThere(session, tenant, key.createdBy())
                .chain(founded -> insertUnlessGone(session, key, sha256).map(k -> founded || k)));
  }

  private static Uni<Boolean> insertUnlessGone(Mutiny.Session session, ApiKey key, byte[] sha256) {
    return session
        .find(TenantRow.class, key.tenant().value())
        .chain(
            row ->
                row.tenant().isGone()
                    ? Uni.createFrom().item(false)
                    : insertUnlessThere(session, key, sha256));
  }

  private static Uni<Boolean> insertUnlessThere(Mutiny.Session session, ApiKey key, byte[] sha256) {
    return session
        .find(KeyRow.class, new KeyRow.Name(key.tenant().value(), key.id()))
        .chain(
            there -> {
              if (there == null) {
                return insert(session, key, sha256).replaceWith(true);
              }
              if (!MessageDigest.isEqual(there.sha256, sha256)) {
                throw new IllegalStateException(
                    "another key of this id is registered: " + key.id());
              }
              return Uni.createFrom().item(false);
            });
  }

  private static Uni<Void> insert(Mutiny.Session session, ApiKey key, byte[] sha256) {
    return session
        .persist(new KeyRow(key, sha256))
        .chain(session::flush)
        .chain(() -> Outbox.append(session, TenancyFacts.created(key)));
  }
}
