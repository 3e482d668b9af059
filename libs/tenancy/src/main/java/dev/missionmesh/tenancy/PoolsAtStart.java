package dev.missionmesh.tenancy;

import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Makes every connection pool while the service starts. A pool is otherwise made by whoever asks it first, and where that is an
 * event loop, on which credentials may not be waited for, it fails.
 */
@Singleton
class PoolsAtStart {
  private static final int BEFORE_OTHERS = 1;

  void make(@Observes @Priority(BEFORE_OTHERS) StartupEvent started, @Any Instance<Pool> pools) {
    pools.forEach(ClientProxy::unwrap);
  }
}
