package dev.missionmesh.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One event of each type, with every member present. */
final class Samples {
  private static final Instant AT = Instant.parse("2026-11-21T10:15:30.123456Z");
  private static final String MISSION = "019360a7-7f5c-7c3e-9d0a-0123456789ab";
  private static final String HASH = "0f".repeat(32);
  private static final String DIGEST = "sha256:" + HASH;
  private static final MissionEvents.Decision DECISION =
      new MissionEvents.Decision(DIGEST, "allow", "allow-ordinary");
  private static final MissionEvents.Sandbox SANDBOX =
      new MissionEvents.Sandbox("oci", true, "no cgroups");
  private static final List<MissionEvents.Step> STEPS =
      List.of(new MissionEvents.Step("create", AT, 12));

  static final Map<String, Object> BY_TYPE =
      Map.ofEntries(
          Map.entry(
              EventTypes.MISSION_QUEUED,
              new MissionEvents.Queued(
                  MISSION, "n", "command", Map.of("a", "b"), 5, "key:k", HASH, DECISION, AT)),
          Map.entry(
              EventTypes.MISSION_STARTED,
              new MissionEvents.Started(MISSION, 1, "node-1", 7, DECISION, AT)),
          Map.entry(
              EventTypes.MISSION_RETRY_SCHEDULED,
              new MissionEvents.RetryScheduled(
                  MISSION, 1, "node-1", "exited", 3, HASH, AT, SANDBOX, STEPS)),
          Map.entry(
              EventTypes.MISSION_REQUEUED,
              new MissionEvents.Requeued(MISSION, 1, "node-1", "lease lost", 1)),
          Map.entry(
              EventTypes.MISSION_FINISHED,
              new MissionEvents.Finished(
                  MISSION, "n", "succeeded", "exited 0", Map.of("a", "b"), 1, "node-1", "exited", 0,
                  HASH, "42\n", "", 1, SANDBOX, STEPS, new MissionEvents.Usage(10, 1 << 20), AT, AT,
                  AT)),
          Map.entry(EventTypes.MISSION_DISCARDED, new MissionEvents.Discarded(MISSION, "key:k")),
          Map.entry(
              EventTypes.LOG_RECORDED,
              new MissionEvents.LogRecorded(MISSION, 1, 0, 4, "stdout", AT, "NDIK")),
          Map.entry(
              EventTypes.MISSION_DENIED,
              new AuditEvents.MissionDenied(
                  "d-1", "key:k", "n", "command", HASH,
                  new MissionEvents.Decision(DIGEST, "deny", "deny-network"))),
          Map.entry(
              EventTypes.COMPLETION_REFUSED,
              new AuditEvents.CompletionRefused(MISSION, 1, "node-1", 7, "stale token", HASH)),
          Map.entry(
              EventTypes.NODE_STATE_CHANGED,
              new AuditEvents.NodeStateChanged("node-1", "ONLINE", "STALE", "silent for 10 s")),
          Map.entry(
              EventTypes.POLICY_PUBLISHED,
              new PolicyEvents.Published(DIGEST, "sha256:" + "ab".repeat(32), "default", 2, "key:k")),
          Map.entry(
              EventTypes.POLICY_SNAPSHOT,
              new PolicyEvents.Snapshot(DIGEST, "default", 1, "name: default\n", AT)),
          Map.entry(EventTypes.POLICY_HEARTBEAT, new PolicyEvents.Heartbeat(DIGEST, AT)),
          Map.entry(
              EventTypes.NODE_REGISTERED,
              new NodeEvents.Registered(
                  "node-1", "0.1.0", 4, "oci", false, List.of("command"), "abc")),
          Map.entry(EventTypes.NODE_STOPPED, new NodeEvents.Stopped("node-1", 2)),
          Map.entry(EventTypes.SANDBOX_SWEPT, new NodeEvents.SandboxSwept("node-1", "mesh-1")),
          Map.entry(
              EventTypes.TENANT_CHANGED,
              new TenancyEvents.TenantChanged(
                  "acme",
                  "Acme",
                  "active",
                  AT,
                  "key:k",
                  new TenancyEvents.Settings(
                      new TenancyEvents.Limits(600, 60, Map.of("/api/v1/missions", 300)),
                      new TenancyEvents.Quotas(20, 5, 1000),
                      new TenancyEvents.Addresses(List.of("10.0.0.0/8"), List.of("10.1.0.0/16")),
                      List.of("https://app.example.com"),
                      new TenancyEvents.Branding(
                          "Acme", "#0055aa", "https://example.com/logo.svg")))),
          Map.entry(
              EventTypes.ADDRESS_REFUSED,
              new TenancyEvents.AddressRefused("key:k", "192.0.2.1", 3, AT)),
          Map.entry(
              EventTypes.KEY_CREATED,
              new TenancyEvents.KeyCreated("k1", "ci", List.of("missions:read"), AT, "key:k")),
          Map.entry(EventTypes.KEY_REVOKED, new TenancyEvents.KeyRevoked("k1", "key:k")),
          Map.entry(EventTypes.KEY_ROTATED, new TenancyEvents.KeyRotated("k1", "k2", AT, "key:k")),
          Map.entry(EventTypes.ROTATED_KEY_USED, new TenancyEvents.RotatedKeyUsed("k1", "k2", AT)),
          Map.entry(
              EventTypes.SECRET_ROTATED,
              new TenancyEvents.SecretRotated("signing/gateway", "gateway-k2", AT, "key:k")),
          Map.entry(
              EventTypes.TENANT_EXPORTED,
              new TenancyEvents.TenantExported("acme", HASH, 42L, HASH, "key:k")),
          Map.entry(
              EventTypes.TENANT_PURGED, new TenancyEvents.TenantPurged("acme", "mission", 7)),
          Map.entry(
              EventTypes.AUTHENTICATION_FAILED,
              new AuditEvents.AuthenticationFailed(
                  "unknown", "203.0.113.7", "acme", "k1", 30, AT, AT)),
          Map.entry(
              EventTypes.ALERT_RAISED,
              new AuditEvents.AlertRaised(
                  "a-1", "authentication-burst", "address", "203.0.113.7", 31, 30, AT, AT)),
          Map.entry(EventTypes.ENTRIES_ERASED, new AuditEvents.EntriesErased("e-1", 12, "key:k")),
          Map.entry(
              EventTypes.LOG_RESTORED,
              new AuditEvents.LogRestored(28_000_000, 1, 42, "0f".repeat(32), AT, "service:restore")),
          Map.entry(
              EventTypes.WEBHOOK_CREATED,
              new WebhookEvents.Created("w1", "https://a.example", List.of("mission.finished"), "key:k")),
          Map.entry(
              EventTypes.WEBHOOK_CHANGED,
              new WebhookEvents.Changed(
                  "w1", "https://a.example", List.of("mission.finished"), "enabled", "key:k")),
          Map.entry(EventTypes.WEBHOOK_DELETED, new WebhookEvents.Deleted("w1", "key:k")),
          Map.entry(EventTypes.WEBHOOK_DISABLED, new WebhookEvents.Disabled("w1", "gone")),
          Map.entry(
              EventTypes.WEBHOOK_SECRET_ROTATED, new WebhookEvents.SecretRotated("w1", AT, "key:k")));

  private Samples() {}
}
