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
import java.util.function.UnaryOperator;

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

  /** Shuts a tenant's doors, within the time that keys are believed. */
  public Uni<Tenant> suspend(TenantId id) {
    if (id.equals(TenantId.SYSTEM)) {
      throw new ProblemException(
          Problem.CONFLICT, "The system tenant runs the mesh and cannot be suspended.");
    }
    return change(id, Tenant::suspended);
  }

  /** Opens them again. */
  public Uni<Tenant> resume(TenantId id) {
    return change(id, Tenant::resumed);
  }

  private Uni<Tenant> change(TenantId id, UnaryOperator<Tenant> change) {
    return tenants
        .change(id, clock.instant().truncatedTo(ChronoUnit.MICROS), change)
        .map(
            changed ->
                changed.orElseThrow(
                    () -> new ProblemException(Problem.NOT_FOUND, "There is no such tenant.")))
        .invoke(publication::wake);
  }

  private static void requireAdded(boolean added) {
    if (!added) {
      throw new ProblemException(Problem.CONFLICT, "A tenant of this id exists.");
    }
  }
}
