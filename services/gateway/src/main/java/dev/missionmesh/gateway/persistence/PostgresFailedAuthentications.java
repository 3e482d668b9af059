package dev.missionmesh.gateway.persistence;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.gateway.application.FailedAuthenticationStore;
import dev.missionmesh.gateway.application.FailedAuthentications.Sum;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts the facts into the outbox, for the log of the mesh: a request that was refused writes nothing of a tenant's. */
@ApplicationScoped
class PostgresFailedAuthentications implements FailedAuthenticationStore {
  /** No address stands here: an event's subject can never be erased from the audit log, its data can. */
  private static final String SUBJECT = "authentication";

  private final Pool engine;

  PostgresFailedAuthentications(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<Void> tell(List<Sum> sums) {
    return TenantTransactions.inTenants(
        engine,
        List.of(TenantId.SYSTEM),
        connection ->
            Outbox.append(
                connection, sums.stream().map(PostgresFailedAuthentications::fact).toList()));
  }

  private static OutgoingEvent fact(Sum sum) {
    return OutgoingEvent.of(
        Topics.AUDIT,
        EventTypes.AUTHENTICATION_FAILED,
        TenantId.SYSTEM,
        SUBJECT,
        sum.lastAt().toEpochMilli(),
        sum.lastAt().truncatedTo(ChronoUnit.MICROS),
        null,
        new AuditEvents.AuthenticationFailed(
            sum.reason().label(),
            sum.address(),
            sum.tenant() == null ? null : sum.tenant().value(),
            sum.keyId(),
            sum.count(),
            sum.firstAt().truncatedTo(ChronoUnit.MICROS),
            sum.lastAt().truncatedTo(ChronoUnit.MICROS)));
  }
}
