package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Bootstrap;
import dev.missionmesh.gateway.application.KeyCache;
import dev.missionmesh.gateway.application.KeyUsage;
import dev.missionmesh.gateway.application.KeyUsageStore;
import dev.missionmesh.gateway.application.TenantCache;
import dev.missionmesh.gateway.application.TokenCache;
import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.config.MeshConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** What is done at the start and every now and then. */
@ApplicationScoped
class Housekeeping {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final OpenStreams streams;
  private final KeyCache cache;
  private final TenantCache tenants;
  private final TokenCache tokens;
  private final KeyUsage usage;
  private final KeyUsageStore usageStore;

  Housekeeping(
      Vertx vertx,
      GatewayConfig config,
      OpenStreams streams,
      KeyCache cache,
      TenantCache tenants,
      TokenCache tokens,
      KeyUsage usage,
      KeyUsageStore usageStore) {
    this.vertx = vertx;
    this.config = config;
    this.streams = streams;
    this.cache = cache;
    this.tenants = tenants;
    this.tokens = tokens;
    this.usage = usage;
    this.usageStore = usageStore;
  }

  void start(@Observes StartupEvent event, Bootstrap bootstrap, MeshConfig mesh) {
    bootstrap
        .register(mesh.bootstrap().directory().orElse(null), this::onEventLoop)
        .subscribe()
        .with(done -> {}, e -> LOG.error("bootstrap failed", e));
    vertx.setPeriodic(config.keys().streamCheck().toMillis(), ignored -> streams.check());
    vertx.setPeriodic(config.keys().usageEvery().toMillis(), ignored -> writeUsage());
  }

  private void writeUsage() {
    cache.prune();
    tenants.prune();
    tokens.prune();
    usageStore
        .write(usage.take())
        .subscribe()
        .with(done -> {}, e -> LOG.warnf("times of last use were not written: %s", e.getMessage()));
  }

  /** Runs a task in a fresh context of its own, as a request would be. */
  private void onEventLoop(Runnable task) {
    Context context =
        VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(ignored -> task.run());
  }
}
