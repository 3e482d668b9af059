package dev.missionmesh.events;

import java.util.Map;

/** CloudEvents {@code type} values, and the record that each one's data decodes to. */
public final class EventTypes {
  public static final String MISSION_QUEUED = "dev.missionmesh.mission.queued.v1";
  public static final String MISSION_STARTED = "dev.missionmesh.mission.started.v1";
  public static final String MISSION_RETRY_SCHEDULED = "dev.missionmesh.mission.retry-scheduled.v1";
  public static final String MISSION_REQUEUED = "dev.missionmesh.mission.requeued.v1";
  public static final String MISSION_FINISHED = "dev.missionmesh.mission.finished.v1";
  public static final String MISSION_DISCARDED = "dev.missionmesh.mission.discarded.v1";
  public static final String LOG_RECORDED = "dev.missionmesh.mission.log-recorded.v1";
  public static final String MISSION_DENIED = "dev.missionmesh.mission.denied.v1";
  public static final String COMPLETION_REFUSED = "dev.missionmesh.mission.completion-refused.v1";
  public static final String NODE_STATE_CHANGED = "dev.missionmesh.node.state-changed.v1";
  public static final String POLICY_PUBLISHED = "dev.missionmesh.policy.published.v1";
  public static final String POLICY_SNAPSHOT = "dev.missionmesh.policy.snapshot.v1";
  public static final String POLICY_HEARTBEAT = "dev.missionmesh.policy.heartbeat.v1";
  public static final String NODE_REGISTERED = "dev.missionmesh.node.registered.v1";
  public static final String NODE_STOPPED = "dev.missionmesh.node.stopped.v1";
  public static final String SANDBOX_SWEPT = "dev.missionmesh.node.sandbox-swept.v1";
  public static final String TENANT_CHANGED = "dev.missionmesh.tenancy.tenant-changed.v1";
  public static final String KEY_CREATED = "dev.missionmesh.tenancy.key-created.v1";
  public static final String KEY_REVOKED = "dev.missionmesh.tenancy.key-revoked.v1";
  public static final String KEY_ROTATED = "dev.missionmesh.tenancy.key-rotated.v1";
  public static final String ROTATED_KEY_USED = "dev.missionmesh.tenancy.rotated-key-used.v1";
  public static final String ADDRESS_REFUSED = "dev.missionmesh.tenancy.address-refused.v1";
  public static final String SECRET_ROTATED = "dev.missionmesh.tenancy.secret-rotated.v1";
  public static final String TENANT_EXPORTED = "dev.missionmesh.tenancy.tenant-exported.v1";
  public static final String TENANT_PURGED = "dev.missionmesh.tenancy.tenant-purged.v1";
  public static final String AUTHENTICATION_FAILED =
      "dev.missionmesh.gateway.authentication-failed.v1";
  public static final String ALERT_RAISED = "dev.missionmesh.telemetry.alert-raised.v1";
  public static final String ENTRIES_ERASED = "dev.missionmesh.telemetry.entries-erased.v1";
  public static final String LOG_RESTORED = "dev.missionmesh.telemetry.log-restored.v1";
  public static final String WEBHOOK_CREATED = "dev.missionmesh.webhook.created.v1";
  public static final String WEBHOOK_CHANGED = "dev.missionmesh.webhook.changed.v1";
  public static final String WEBHOOK_DELETED = "dev.missionmesh.webhook.deleted.v1";
  public static final String WEBHOOK_DISABLED = "dev.missionmesh.webhook.disabled.v1";
  public static final String WEBHOOK_SECRET_ROTATED = "dev.missionmesh.webhook.secret-rotated.v1";

  /** Data record of each type. */
  public static final Map<String, Class<?>> DATA =
      Map.ofEntries(
          Map.entry(MISSION_QUEUED, MissionEvents.Queued.class),
          Map.entry(MISSION_STARTED, MissionEvents.Started.class),
          Map.entry(MISSION_RETRY_SCHEDULED, MissionEvents.RetryScheduled.class),
          Map.entry(MISSION_REQUEUED, MissionEvents.Requeued.class),
          Map.entry(MISSION_FINISHED, MissionEvents.Finished.class),
          Map.entry(MISSION_DISCARDED, MissionEvents.Discarded.class),
          Map.entry(LOG_RECORDED, MissionEvents.LogRecorded.class),
          Map.entry(MISSION_DENIED, AuditEvents.MissionDenied.class),
          Map.entry(COMPLETION_REFUSED, AuditEvents.CompletionRefused.class),
          Map.entry(NODE_STATE_CHANGED, AuditEvents.NodeStateChanged.class),
          Map.entry(POLICY_PUBLISHED, PolicyEvents.Published.class),
          Map.entry(POLICY_SNAPSHOT, PolicyEvents.Snapshot.class),
          Map.entry(POLICY_HEARTBEAT, PolicyEvents.Heartbeat.class),
          Map.entry(NODE_REGISTERED, NodeEvents.Registered.class),
          Map.entry(NODE_STOPPED, NodeEvents.Stopped.class),
          Map.entry(SANDBOX_SWEPT, NodeEvents.SandboxSwept.class),
          Map.entry(TENANT_CHANGED, TenancyEvents.TenantChanged.class),
          Map.entry(ADDRESS_REFUSED, TenancyEvents.AddressRefused.class),
          Map.entry(KEY_CREATED, TenancyEvents.KeyCreated.class),
          Map.entry(KEY_REVOKED, TenancyEvents.KeyRevoked.class),
          Map.entry(KEY_ROTATED, TenancyEvents.KeyRotated.class),
          Map.entry(ROTATED_KEY_USED, TenancyEvents.RotatedKeyUsed.class),
          Map.entry(SECRET_ROTATED, TenancyEvents.SecretRotated.class),
          Map.entry(TENANT_EXPORTED, TenancyEvents.TenantExported.class),
          Map.entry(TENANT_PURGED, TenancyEvents.TenantPurged.class),
          Map.entry(AUTHENTICATION_FAILED, AuditEvents.AuthenticationFailed.class),
          Map.entry(ALERT_RAISED, AuditEvents.AlertRaised.class),
          Map.entry(ENTRIES_ERASED, AuditEvents.EntriesErased.class),
          Map.entry(LOG_RESTORED, AuditEvents.LogRestored.class),
          Map.entry(WEBHOOK_CREATED, WebhookEvents.Created.class),
          Map.entry(WEBHOOK_CHANGED, WebhookEvents.Changed.class),
          Map.entry(WEBHOOK_DELETED, WebhookEvents.Deleted.class),
          Map.entry(WEBHOOK_DISABLED, WebhookEvents.Disabled.class),
          Map.entry(WEBHOOK_SECRET_ROTATED, WebhookEvents.SecretRotated.class));

  private EventTypes() {}
}
