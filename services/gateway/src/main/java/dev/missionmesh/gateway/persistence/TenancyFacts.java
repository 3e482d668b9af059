package dev.missionmesh.gateway.persistence;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.events.Topics;
import dev.missionmesh.gateway.application.AddressRefusals;
import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.gateway.domain.RotatedSecret;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.gateway.domain.TenantExport;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;

/** The events that tell of changes of tenants and keys. */
final class TenancyFacts {
  static OutgoingEvent changed(Tenant tenant, Instant at, String by) {
    String id = tenant.id().value();
    return OutgoingEvent.of(
            Topics.TENANTS,
            EventTypes.TENANT_CHANGED,
            tenant.id(),
            id,
            tenant.revision(),
            at,
            traceparent(),
            new TenancyEvents.TenantChanged(
                id,
                tenant.displayName(),
                tenant.state(),
                at,
                by,
                settings(tenant.settings())))
        .keyed(id);
  }

  private static TenancyEvents.Settings settings(TenantSettings settings) {
    TenantSettings.Limits limits = settings.limits();
    TenantSettings.Quotas quotas = settings.quotas();
    TenantSettings.Branding branding = settings.branding();
    return new TenancyEvents.Settings(
        new TenancyEvents.Limits(
            limits.tenantPerMinute(), limits.keyPerMinute(), limits.endpointsPerMinute()),
        new TenancyEvents.Quotas(
            quotas.maxKeys(), quotas.maxWebhooks(), quotas.maxQueuedMissions()),
        new TenancyEvents.Addresses(settings.addresses().allow(), settings.addresses().deny()),
        settings.cors().origins(),
        new TenancyEvents.Branding(
            branding.displayName(), branding.accentColour(), branding.logoUrl()));
  }

  static OutgoingEvent created(ApiKey key) {
    return audit(
        EventTypes.KEY_CREATED,
        key.tenant(),
        key.id(),
        key.createdAt(),
        new TenancyEvents.KeyCreated(
            key.id(),
            key.name(),
            key.scopes().stream().sorted().toList(),
            key.expiresAt(),
            key.createdBy()));
  }

  static OutgoingEvent revoked(TenantId tenant, String keyId, String by, Instant at) {
    return audit(
        EventTypes.KEY_REVOKED,
        tenant,
        keyId,
        at,
        new TenancyEvents.KeyRevoked(keyId, by));
  }

  static OutgoingEvent rotated(ApiKey old, Instant endsAt, ApiKey successor) {
    return audit(
        EventTypes.KEY_ROTATED,
        old.tenant(),
        old.id(),
        successor.createdAt(),
        new TenancyEvents.KeyRotated(old.id(), successor.id(), endsAt, successor.createdBy()));
  }

  static OutgoingEvent rotated(RotatedSecret secret, String by, Instant at) {
    return audit(
        EventTypes.SECRET_ROTATED,
        TenantId.SYSTEM,
        secret.name(),
        at,
        new TenancyEvents.SecretRotated(secret.name(), secret.now(), secret.oldUntil(), by));
  }

  static OutgoingEvent used(TenantId tenant, String keyId, String replacedBy, Instant at) {
    return audit(
        EventTypes.ROTATED_KEY_USED,
        tenant,
        keyId,
        at,
        new TenancyEvents.RotatedKeyUsed(keyId, replacedBy, at));
  }

  static OutgoingEvent addressRefused(AddressRefusals.Refused refused) {
    return audit(
        EventTypes.ADDRESS_REFUSED,
        refused.tenant(),
        refused.tenant().value(),
        refused.at(),
        new TenancyEvents.AddressRefused(
            refused.principal(), refused.address(), refused.number(), refused.at()));
  }

  static OutgoingEvent exported(TenantExport export) {
    return audit(
        EventTypes.TENANT_EXPORTED,
        export.tenant(),
        export.tenant().value(),
        export.at(),
        new TenancyEvents.TenantExported(
            export.tenant().value(),
            export.sha256(),
            export.auditSize(),
            export.auditRoot(),
            export.by()));
  }

  /** The facts of a key are numbered by their time. */
  private static OutgoingEvent audit(
      String type, TenantId tenant, String keyId, Instant at, Object data) {
    return OutgoingEvent.of(
        Topics.AUDIT, type, tenant, keyId, at.toEpochMilli(), at, traceparent(), data);
  }

  static String traceparent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }

  private TenancyFacts() {}
}
