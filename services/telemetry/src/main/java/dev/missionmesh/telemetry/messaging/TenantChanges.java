package dev.missionmesh.telemetry.messaging;

import dev.missionmesh.messaging.EmitterEventSender;
import dev.missionmesh.messaging.TenantPurge;
import dev.missionmesh.messaging.TenantRemoval;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Hears which tenants are deleted, apart from the facts of the log: a purge holds nothing up. */
@ApplicationScoped
class TenantChanges {
  private final TenantPurge purge;

  TenantChanges(
      TenantRemoval removal,
      @Channel("purged") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> purged) {
    this.purge = new TenantPurge("telemetry", removal, new EmitterEventSender(purged));
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
