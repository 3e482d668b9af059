package dev.missionmesh.telemetry.domain;

import dev.missionmesh.tenancy.TenantId;
import java.util.UUID;

/** What makes an event one and the same: a redelivered event has the key of the first. */
public record EntryKey(TenantId tenant, UUID eventId) {
  public static EntryKey of(Fact fact) {
    return new EntryKey(fact.tenant(), fact.id());
  }
}
