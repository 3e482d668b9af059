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

/**
 * Rebuilds in the table {@code search.rebuilds}. May be called from any thread. Queries are native: the first HQL query of a process
 * warms up a parser for seconds, on the event loop.
 */
@ApplicationScoped
class PostgresRebuildRecords implements RebuildRecords {
  private static final String LATEST =
      "select * from rebuilds order by requested_at desc, id desc limit 1";
  private static final String INTERRUPT =
      "update rebuilds set state = 'interrupted', finished_at = cast(:now as timestamptz)"
          + " where state = 'running' and requested_at < cast(:now as timestamptz)";

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
                .createNativeQuery(LATEST, RebuildRow.class)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : row.rebuild()));
  }

  @Override
  public Uni<Void> interruptRunning(Instant now) {
    return inSystem(
        session ->
            session
                .createNativeQuery(INTERRUPT)
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
