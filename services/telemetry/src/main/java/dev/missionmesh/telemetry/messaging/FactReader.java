package dev.missionmesh.telemetry.messaging;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.tenancy.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes a fact of a record. */
final class FactReader {
  private static final byte[] NONE = {};

  /**
   * The fact, or nothing for a heartbeat, which is no fact.
   *
   * @throws MalformedEvent if the record can never become one
   */
  static Optional<Fact> read(ConsumerRecord<String, byte[]> record) {
    IncomingEvent event = IncomingEvent.from(record);
    if (event.type().equals(EventTypes.POLICY_HEARTBEAT)) {
      return Optional.empty();
    }
    try {
      TenantId tenant = new TenantId(event.tenant());
      // Nodes run strangers' code: they cannot write into a tenant's log.
      if (record.topic().equals(Topics.NODE_EVENTS) && !tenant.equals(TenantId.SYSTEM)) {
        throw new MalformedEvent("a node cannot speak for a tenant");
      }
      return Optional.of(
          new Fact(
              UUID.fromString(event.id()),
              event.type(),
              event.time(),
              event.source(),
              event.subject(),
              tenant,
              event.topic(),
              event.sequence(),
              event.data() == null ? NONE : event.data()));
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent(e.getMessage(), e);
    }
  }

  private FactReader() {}
}
