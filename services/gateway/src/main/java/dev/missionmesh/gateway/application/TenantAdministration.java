package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Founds and lists tenants. */
@ApplicationScoped
public class TenantAdministration {
  private final TenantStore tenants;
  private final Publication publication;
  private final Clock clock;

  TenantAdministration(TenantStore tenants, Publication publication, Clock clock) {
    this.tenants = tenants;
    this.publication = publication;
    this.clock = clock;
  }

  public Uni<List<Tenant>> list() {
    return tenants.list();
  }

  /** Founds a tenant; fails with {@code conflict} if the id is taken. */
  public Uni<Tenant> found(TenantId id, String displayName) {
    Tenant tenant = Tenant.founded(id, displayName, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return tenants
        .add(tenant)
        .invoke(TenantAdministration::requireAdded)
        .invoke(publication::wake)
        .replaceWith(tenant);
  }

  private static void requireAdded(boolean added) {
    if (!added) {
      throw new ProblemException(Problem.CONFLICT, "A tenant of this id exists.");
    }
  }
}
