package dev.missionmesh.searchindexer.persistence;

import dev.missionmesh.searchindexer.application.RebuildRecords;
import dev.missionmesh.searchindexer.domain.Rebuild;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantSessions;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Rebuilds in the table {@code search.rebuilds}. May be called from any thread. */
@ApplicationScoped
class PostgresRebuildRecords implements RebuildRecords {
  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;

  PostgresRebuildRecords(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  @Override
  public Uni<Void> save(Rebuild rebuild) {
    return inSystem(session -> session.merge(RebuildRow.of(rebuild)).replaceWithVoid());
  }

  @Override
  public Uni<Rebuild> latest() {
    return inSystem(
        session ->
            session
                .createSelectionQuery(
                    "from RebuildRow order by requestedAt desc, id desc", RebuildRow.class)
                .setMaxResults(1)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : row.rebuild()));
  }

  @Override
  public Uni<Void> interruptRunning(Instant now) {
    return inSystem(
        session ->
            session
                .createMutationQuery(
                    "update RebuildRow set state = 'interrupted', finishedAt = :now"
                        + " where state = 'running' and requestedAt < :now")
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid());
  }

  private <T> Uni<T> inSystem(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(context, true);
              context.runOnContext(
                  go ->
                      TenantSessions.inTenant(sessions, TenantId.SYSTEM, work)
                          .subscribe()
                          .with(emitter::complete, emitter::fail));
            });
  }
}
