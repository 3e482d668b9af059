package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Founds, lists, suspends and equips tenants. */
@ApplicationScoped
public class TenantAdministration {
  private final TenantStore tenants;
  private final SettingsCheck check;
  private final TenantCache cache;
  private final Publication publication;
  private final Clock clock;

  TenantAdministration(
      TenantStore tenants,
      SettingsCheck check,
      TenantCache cache,
      Publication publication,
      Clock clock) {
    this.tenants = tenants;
    this.check = check;
    this.cache = cache;
    this.publication = publication;
    this.clock = clock;
  }

  public Uni<List<Tenant>> list(String after, int limit) {
    return tenants.list(after, limit);
  }

  /** The tenant; fails with {@code not-found} if there is none of that id. */
  public Uni<Tenant> find(TenantId id) {
    return tenants.find(id).map(TenantAdministration::found);
  }

  /** Founds a tenant; fails with {@code conflict} if the id is taken. */
  public Uni<Tenant> found(TenantId id, String displayName, String by) {
    Tenant tenant = Tenant.founded(id, displayName, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return tenants
        .add(tenant, by)
        .invoke(TenantAdministration::requireAdded)
        .invoke(publication::wake)
        .replaceWith(tenant);
  }

  /** Shuts a tenant's doors, within the time that keys are believed. */
  public Uni<Tenant> suspend(TenantId id, Expectation expected, String by) {
    if (id.equals(TenantId.SYSTEM)) {
      throw new ProblemException(
          Problem.CONFLICT, "The system tenant runs the mesh and cannot be suspended.");
    }
    return change(id, by, tenant -> expected.of(here(tenant)).suspended());
  }

  /** Opens them again. */
  public Uni<Tenant> resume(TenantId id, Expectation expected, String by) {
    return change(id, by, tenant -> expected.of(here(tenant)).resumed());
  }

  /**
   * Sets all that is set for a tenant. It holds at every door within the time that tenants are
   * believed.
   *
   * @param expected fails with {@code precondition-failed} if the tenant has changed since
   * @param caller where the change comes from, if it is one of the caller's own tenant that must
   *     not shut him out; otherwise null
   */
  public Uni<Tenant> configure(
      TenantId id, Expectation expected, TenantSettings wanted, InetAddress caller, String by) {
    check.require(wanted);
    if (caller != null && !AddressBlocks.of(wanted.addresses()).admits(caller)) {
      throw new ProblemException(
          Problem.CONFLICT,
          "The address lists would shut you out where you are; force=true does it all the same.",
          FieldError.pointer("/addresses", "does not admit your own address"));
    }
    return change(id, by, tenant -> expected.of(here(tenant)).with(wanted));
  }

  private Uni<Tenant> change(TenantId id, String by, UnaryOperator<Tenant> change) {
    return tenants
        .change(id, clock.instant().truncatedTo(ChronoUnit.MICROS), by, change)
        .map(TenantAdministration::found)
        .invoke(() -> cache.forget(id))
        .invoke(publication::wake);
  }

  private static Tenant found(Optional<Tenant> tenant) {
    return tenant.orElseThrow(
        () -> new ProblemException(Problem.NOT_FOUND, "There is no such tenant."));
  }

  private static Tenant here(Tenant tenant) {
    if (tenant.isGone()) {
      throw new ProblemException(
          Problem.CONFLICT, "The tenant is being deleted, which cannot be undone.");
    }
    return tenant;
  }

  private static void requireAdded(boolean added) {
    if (!added) {
      throw new ProblemException(Problem.CONFLICT, "A tenant of this id exists or has existed.");
    }
  }
}
