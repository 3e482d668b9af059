package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.TenantAdministration;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** The caller's own tenant, for every key of it. */
@Path("/api/v1/tenant")
@Produces(MediaType.APPLICATION_JSON)
class OwnTenantResource {
  /** A tenant with what is set for it. */
  record View(
      String id, String displayName, String state, Instant createdAt, TenantSettings settings) {
    static View of(Tenant tenant) {
      return new View(
          tenant.id().value(),
          tenant.displayName(),
          tenant.state(),
          tenant.createdAt(),
          tenant.settings());
    }
  }

  private final TenantAdministration tenants;
  private final CurrentPrincipal current;

  OwnTenantResource(TenantAdministration tenants, CurrentPrincipal current) {
    this.tenants = tenants;
    this.current = current;
  }

  @GET
  @PermissionsAllowed({
    Scopes.MISSIONS_READ,
    Scopes.MISSIONS_WRITE,
    Scopes.DEAD_LETTERS_WRITE,
    Scopes.NODES_READ,
    Scopes.POLICY_READ,
    Scopes.POLICY_WRITE,
    Scopes.AUDIT_READ,
    Scopes.AUDIT_SYSTEM,
    Scopes.SEARCH_READ,
    Scopes.SEARCH_ADMIN,
    Scopes.KEYS_ADMIN,
    Scopes.TENANTS_ADMIN
  })
  public Uni<Response> find(@Context Request request) {
    return tenants
        .find(current.tenant())
        .map(tenant -> EntityTags.answer(request, tenant.revision(), View.of(tenant)));
  }
}
