package dev.missionmesh.mission.persistence;

import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantSessions;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Hibernate Reactive sessions that can be opened from anywhere: each gets a Vert.x context of its
 * own.
 */
@ApplicationScoped
class SystemSessions {
  private final Mutiny.SessionFactory factory;
  private final Vertx vertx;

  SystemSessions(Mutiny.SessionFactory factory, Vertx vertx) {
    this.factory = factory;
    this.vertx = vertx;
  }

  <T> Uni<T> inTenant(TenantId tenant, Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(context, true);
              context.runOnContext(
                  ignored ->
                      TenantSessions.inTenant(factory, tenant, work)
                          .subscribe()
                          .with(emitter::complete, emitter::fail));
            });
  }
}
