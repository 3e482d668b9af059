package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.AddressRefusalStore;
import dev.missionmesh.gateway.application.AddressRefusals;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Puts refusals into the outbox, each in its tenant's name. */
@ApplicationScoped
class PostgresAddressRefusalStore implements AddressRefusalStore {
  private final Pool api;

  PostgresAddressRefusalStore(Pool api) {
    this.api = api;
  }

  @Override
  public Uni<Void> write(AddressRefusals.Refused refused) {
    return TenantTransactions.inTenant(
        api,
        refused.tenant(),
        connection -> Outbox.append(connection, List.of(TenancyFacts.addressRefused(refused))));
  }
}
