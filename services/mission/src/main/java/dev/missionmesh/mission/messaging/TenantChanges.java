package dev.missionmesh.mission.messaging;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.messaging.TenantPurge;
import dev.missionmesh.mission.application.QueueRoom;
import dev.missionmesh.mission.application.TenantDeparture;
import dev.missionmesh.mission.application.TenantDoors;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears which tenants are suspended, resumed and deleted, and what they may have; every replica all
 * of it.
 */
@ApplicationScoped
class TenantChanges {
  private static final Logger LOG = Logger.getLogger(TenantChanges.class);
  private static final String ACTIVE = "active";

  private final TenantDoors doors;
  private final QueueRoom room;
  private final TenantPurge purge;

  TenantChanges(
      TenantDoors doors, QueueRoom room, TenantDeparture departure, EventSender sender) {
    this.doors = doors;
    this.room = room;
    this.purge = new TenantPurge("mission", departure, sender);
  }

  void stop(@Observes ShutdownEvent stopping) {
    purge.stop();
  }

  @Incoming("tenants")
  Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
    IncomingEvent event;
    TenancyEvents.TenantChanged change;
    try {
      event = IncomingEvent.from(record);
      if (!event.type().equals(EventTypes.TENANT_CHANGED)) return Uni.createFrom().voidItem();
      change = event.dataAs(TenancyEvents.TenantChanged.class);
    } catch (MalformedEvent e) {
      LOG.errorf(e, "a record of the tenants topic cannot be read: offset=%d", record.offset());
      return Uni.createFrom().voidItem();
    }
    room.limit(new TenantId(change.tenant()), maxQueued(change));
    return Uni.createFrom()
        .deferred(
            () ->
                doors.changed(
                    new TenantId(change.tenant()),
                    event.sequence(),
                    !ACTIVE.equals(change.state())))
        .onFailure()
        .invoke(e -> LOG.warnf("a tenant's change waits: %s", e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
        .indefinitely()
        .invoke(() -> purge.heard(record));
  }

  /** The quota if one is set; older events tell of none. */
  private static Integer maxQueued(TenancyEvents.TenantChanged change) {
    return change.settings() == null || change.settings().quotas() == null
        ? null
        : change.settings().quotas().maxQueuedMissions();
  }
}
