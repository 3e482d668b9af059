package dev.missionmesh.gateway.messaging;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.TenancyEvents.TenantPurged;
import dev.missionmesh.gateway.application.TenantDeletion;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Hears which services have purged a deleted tenant, and looks now and then whether a deletion can go on. */
@ApplicationScoped
class PurgesHeard {
  private static final Logger LOG = Logger.getLogger(PurgesHeard.class);
  private static final long LOOK_MS = 5000;

  private final TenantDeletion deletion;

  PurgesHeard(TenantDeletion deletion) {
    this.deletion = deletion;
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    vertx.setPeriodic(
        0,
        LOOK_MS,
        ignored ->
            deletion
                .goOn()
                .subscribe()
                .with(
                    done -> {}, e -> LOG.warnf("deletions do not get on: %s", e.getMessage())));
  }

  @Incoming("purges")
  Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
    TenantId tenant;
    TenantPurged purged;
    try {
      IncomingEvent event = IncomingEvent.from(record);
      if (!event.type().equals(EventTypes.TENANT_PURGED)) {
        return Uni.createFrom().voidItem();
      }
      purged = event.dataAs(TenantPurged.class);
      tenant = new TenantId(purged.tenant());
    } catch (MalformedEvent | IllegalArgumentException e) {
      LOG.errorf(e, "a record of the purges topic cannot be read: offset=%d", record.offset());
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .deferred(() -> deletion.told(tenant, purged.service(), purged.rows()))
        .onFailure()
        .invoke(e -> LOG.warnf("a purge that was told waits: %s", e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
        .indefinitely();
  }
}
