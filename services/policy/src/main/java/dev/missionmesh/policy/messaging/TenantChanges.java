package dev.missionmesh.policy.messaging;

import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.messaging.TenantPurge;
import dev.missionmesh.messaging.TenantRemoval;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which tenants are deleted. */
@ApplicationScoped
class TenantChanges {
  private final TenantPurge purge;

  TenantChanges(TenantRemoval removal, EventSender sender) {
    this.purge = new TenantPurge("policy", removal, sender);
  }

  void stop(@Observes ShutdownEvent stopping) {
    purge.stop();
  }

  @Incoming("tenants")
  Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
    purge.heard(record);
    return Uni.createFrom().voidItem();
  }
}
