package dev.missionmesh.policy.persistence;

import dev.missionmesh.policy.application.Candidate;
import dev.missionmesh.policy.application.Publication;
import dev.missionmesh.policy.application.SnapshotRegistry;
import dev.missionmesh.policy.domain.PublishedSnapshot;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The registry in PostgreSQL, under the scope {@code system}. Changes wait for each other, so that
 * activations have one order.
 */
@ApplicationScoped
class PostgresSnapshotRegistry implements SnapshotRegistry {
  private static final String LOCK =
      "select true from pg_advisory_xact_lock(hashtextextended('policy/activation', 0))";

  private static final String SELECT =
      """
      select new dev.missionmesh.policy.domain.PublishedSnapshot(
        s.digest, s.name, s.version, s.publishedAt, s.publishedBy,
        exists (select 1 from ActiveSnapshotRow a where a.tenantId = s.tenantId and a.digest = s.digest))
      from SnapshotRow s
      """;
  private static final String AFTER =
      "where s.publishedAt < :at or (s.publishedAt = :at and s.digest > :digest) ";
  private static final String ORDER = "order by s.publishedAt desc, s.digest";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  PostgresSnapshotRegistry(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public Uni<List<PublishedSnapshot>> list(Place after, int limit) {
    return reading(session -> listed(session, after).setMaxResults(limit).getResultList());
  }

  private static Mutiny.SelectionQuery<PublishedSnapshot> listed(
      Mutiny.Session session, Place after) {
    if (after == null) {
      return session.createSelectionQuery(SELECT + ORDER, PublishedSnapshot.class);
    }
    return session
        .createSelectionQuery(SELECT + AFTER + ORDER, PublishedSnapshot.class)
        .setParameter("at", after.publishedAt())
        .setParameter("digest", after.digest());
  }

  @Override
  public Uni<Optional<String>> yaml(String digest) {
    return reading(session -> session.find(SnapshotRow.class, SnapshotRow.Key.of(digest)))
        .map(row -> Optional.ofNullable(row).map(found -> found.yaml));
  }

  @Override
  public Uni<Publication> publish(Candidate candidate, String principal) {
    return changing(change(principal), changes -> changes.publish(candidate));
  }

  @Override
  public Uni<Optional<Publication>> publishFirst(Candidate candidate, String principal) {
    return changing(
        change(principal),
        changes ->
            changes
                .active()
                .chain(
                    active ->
                        active == null
                            ? changes.publish(candidate).map(Optional::of)
                            : Uni.createFrom().item(Optional.empty())));
  }

  @Override
  public Uni<Optional<Publication>> activate(String digest, String principal) {
    return changing(change(principal), changes -> changes.activate(digest));
  }

  private Function<Mutiny.Session, RegistryChange> change(String principal) {
    Instant now = clock.instant();
    return session -> new RegistryChange(session, principal, now);
  }

  private <T> Uni<T> reading(Function<Mutiny.Session, Uni<T>> work) {
    return TenantSessions.inTenant(sessions, TenantId.SYSTEM, work);
  }

  private <T> Uni<T> changing(
      Function<Mutiny.Session, RegistryChange> change, Function<RegistryChange, Uni<T>> work) {
    return TenantSessions.inTenant(
        sessions,
        TenantId.SYSTEM,
        session ->
            session
                .createNativeQuery(LOCK, Boolean.class)
                .getSingleResult()
                .chain(() -> work.apply(change.apply(session))));
  }
}
