package dev.missionmesh.telemetry.application;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;

/** Facts as the services tell them. */
final class Facts {
  static Fact refused(
      Instant at, String reason, String address, String tenant, String key, long count) {
    TenantId log =
        reason.equals("expired") || reason.equals("revoked")
            ? new TenantId(tenant)
            : TenantId.SYSTEM;
    var data =
        new AuditEvents.AuthenticationFailed(
            reason, address, tenant, key, count, at.minusSeconds(5), at);
    return fact(at, log, EventTypes.AUTHENTICATION_FAILED, "authentication", data);
  }

  static Fact completionRefused(Instant at, String tenant, String node, String reason) {
    String mission = UUID.randomUUID().toString();
    var data = new AuditEvents.CompletionRefused(mission, 1, node, 1, reason, "0f");
    return fact(at, new TenantId(tenant), EventTypes.COMPLETION_REFUSED, mission, data);
  }

  static Fact node(Instant at, String node, String from, String to, String reason) {
    var data = new AuditEvents.NodeStateChanged(node, from, to, reason);
    return fact(at, TenantId.SYSTEM, EventTypes.NODE_STATE_CHANGED, node, data);
  }

  static Fact fact(Instant at, TenantId tenant, String type, String subject, Object data) {
    return new Fact(
        UUID.randomUUID(), type, at, "s", subject, tenant, Topics.AUDIT, 1, EventJson.write(data));
  }

  private Facts() {}
}
