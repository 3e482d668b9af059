package dev.missionmesh.sandboxruntime.messaging;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.NodeEvents.Registered;
import dev.missionmesh.events.NodeEvents.SandboxSwept;
import dev.missionmesh.events.NodeEvents.Stopped;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.sandboxruntime.application.MissionService.Presentation;
import dev.missionmesh.sandboxruntime.application.NodeEvents;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Tells the mesh through {@code mesh.node.events}. An event is repeated until the broker has it.
 */
public final class KafkaNodeEvents implements NodeEvents {
  private static final Logger LOG = Logger.getLogger(KafkaNodeEvents.class);
  private static final String SOURCE = "/missionmesh/sandbox-runtime";
  private static final TenantId SYSTEM = new TenantId("system");
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final EventSender sender;
  private final String node;
  private final LongSupplier sequence;

  /**
   * @param sequence gives each event its number
   */
  public KafkaNodeEvents(EventSender sender, String node, LongSupplier sequence) {
    this.sender = sender;
    this.node = node;
    this.sequence = sequence;
  }

  @Override
  public void registered(Presentation p) {
    tell(
        EventTypes.NODE_REGISTERED,
        new Registered(
            node,
            p.buildId(),
            p.slots(),
            p.backend(),
            p.degraded(),
            p.executors(),
            p.capabilityHash()));
  }

  @Override
  public void sandboxSwept(String sandbox) {
    tell(EventTypes.SANDBOX_SWEPT, new SandboxSwept(node, sandbox));
  }

  @Override
  public Uni<Void> stopped(int released) {
    return send(EventTypes.NODE_STOPPED, new Stopped(node, released))
        .ifNoItem()
        .after(FAREWELL)
        .fail()
        .onFailure()
        .invoke(failure -> LOG.warn("the node's stop could not be told"))
        .onFailure()
        .recoverWithNull();
  }

  private void tell(String type, Object data) {
    send(type, data)
        .subscribe()
        .with(
            sent -> LOG.debugf("told: type=%s", type),
            failure -> LOG.errorf(failure, "event lost: type=%s", type));
  }

  private Uni<Void> send(String type, Object data) {
    OutgoingEvent event =
        OutgoingEvent.of(
            Topics.NODE_EVENTS,
            type,
            SYSTEM,
            node,
            sequence.getAsLong(),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            null,
            data);
    return Uni.createFrom()
        .deferred(() -> sender.send(SOURCE, event))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
        .indefinitely();
  }
}
