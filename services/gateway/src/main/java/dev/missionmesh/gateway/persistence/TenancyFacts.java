package dev.missionmesh.gateway.persistence;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.events.Topics;
import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;

/** The events that tell of changes of tenants and keys. */
final class TenancyFacts {
  private static final long CREATED = 1;
  private static final long REVOKED = 2;

  static OutgoingEvent changed(Tenant tenant, Instant at) {
    String id = tenant.id().value();
    return OutgoingEvent.of(
            Topics.TENANTS,
            EventTypes.TENANT_CHANGED,
            tenant.id(),
            id,
            tenant.revision(),
            at,
            traceparent(),
            new TenancyEvents.TenantChanged(id, tenant.displayName(), tenant.state(), at))
        .keyed(id);
  }

  static OutgoingEvent created(ApiKey key) {
    return audit(
        EventTypes.KEY_CREATED,
        key.tenant(),
        key.id(),
        CREATED,
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
        REVOKED,
        at,
        new TenancyEvents.KeyRevoked(keyId, by));
  }

  private static OutgoingEvent audit(
      String type, TenantId tenant, String keyId, long sequence, Instant at, Object data) {
    return OutgoingEvent.of(Topics.AUDIT, type, tenant, keyId, sequence, at, traceparent(), data);
  }

  private static String traceparent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }

  private TenancyFacts() {}
}
