package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.TenantAdministration;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;

/** What is set for a tenant: limits, quotas, addresses, origins, branding. Replaced as a whole. */
@Path("/api/v1/tenants/{id}/settings")
@Produces(MediaType.APPLICATION_JSON)
class TenantSettingsResource {
  private final TenantAdministration tenants;
  private final CurrentPrincipal current;

  TenantSettingsResource(TenantAdministration tenants, CurrentPrincipal current) {
    this.tenants = tenants;
    this.current = current;
  }

  @GET
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  public Uni<Response> find(@PathParam("id") String id, @Context Request request) {
    return tenants
        .find(TenantsResource.tenantId(id))
        .map(tenant -> answer(request, tenant));
  }

  @PUT
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  public Uni<Response> replace(
      @PathParam("id") String id,
      @QueryParam("force") @DefaultValue("false") boolean force,
      @Context HttpHeaders headers,
      @Context Request request,
      TenantSettings wanted) {
    if (wanted == null) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is missing.");
    }
    TenantId tenant = TenantsResource.tenantId(id);
    Principal who = current.get();
    InetAddress caller =
        force || !who.tenant().equals(tenant) ? null : CallerAddress.of(headers);
    return tenants
        .configure(tenant, EntityTags.required(headers), wanted, caller, who.subject())
        .map(changed -> answer(request, changed));
  }

  private static Response answer(Request request, Tenant tenant) {
    return EntityTags.answer(request, tenant.revision(), tenant.settings());
  }
}
