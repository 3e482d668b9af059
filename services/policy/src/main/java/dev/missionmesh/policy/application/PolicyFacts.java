package dev.missionmesh.policy.application;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.PolicyEvents;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.policy.domain.Activation;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * The events that this service tells. {@code sequence} counts activations: of two snapshots the
 * greater one is in force.
 */
public final class PolicyFacts {
  /**
   * An activation, for the services that decide and for the record; the traceparent may be null.
   */
  public static List<OutgoingEvent> activated(
      Activation activation, String name, long version, String yaml, String traceparent) {
    var snapshot =
        new PolicyEvents.Snapshot(activation.digest(), name, version, yaml, activation.at());
    var published =
        new PolicyEvents.Published(
            activation.digest(), activation.previous(), name, version, activation.principal());
    return List.of(
        OutgoingEvent.of(
                Topics.POLICY_SNAPSHOTS,
                EventTypes.POLICY_SNAPSHOT,
                TenantId.SYSTEM,
                PolicyEvents.SNAPSHOT_KEY,
                activation.sequence(),
                activation.at(),
                traceparent,
                snapshot)
            .keyed(PolicyEvents.SNAPSHOT_KEY),
        OutgoingEvent.of(
            Topics.POLICY_EVENTS,
            EventTypes.POLICY_PUBLISHED,
            TenantId.SYSTEM,
            PolicyEvents.SNAPSHOT_KEY,
            activation.sequence(),
            activation.at(),
            traceparent,
            published));
  }

  /** This service lives, and this is in force. */
  public static OutgoingEvent heartbeat(ActivePolicy.Active active, Instant at) {
    return OutgoingEvent.of(
            Topics.POLICY_SNAPSHOTS,
            EventTypes.POLICY_HEARTBEAT,
            TenantId.SYSTEM,
            PolicyEvents.HEARTBEAT_KEY,
            active.sequence(),
            at,
            null,
            new PolicyEvents.Heartbeat(active.digest(), at))
        .keyed(PolicyEvents.HEARTBEAT_KEY);
  }

  private PolicyFacts() {}
}
