package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.TenantAdministration;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The tenants of the mesh. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
class TenantsResource {
  private final TenantAdministration tenants;
  private final CurrentPrincipal current;

  TenantsResource(TenantAdministration tenants, CurrentPrincipal current) {
    this.tenants = tenants;
    this.current = current;
  }

  @GET
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  public Uni<TenantView.Page> list() {
    return tenants
        .list()
        .map(all -> new TenantView.Page(all.stream().map(TenantView::of).toList()));
  }

  @POST
  @ResponseStatus(201)
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  public Uni<TenantView> found(NewTenant wanted) {
    if (wanted == null) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is missing.");
    }
    NewTenant checked = wanted.checked();
    return tenants
        .found(new TenantId(checked.id()), checked.displayName(), current.get().subject())
        .map(TenantView::of);
  }

  @GET
  @Path("{id}")
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  public Uni<Response> find(@PathParam("id") String id, @Context Request request) {
    return tenants
        .find(tenantId(id))
        .map(tenant -> EntityTags.answer(request, tenant.revision(), TenantView.of(tenant)));
  }

  @POST
  @Path("{id}/suspend")
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  public Uni<TenantView> suspend(@PathParam("id") String id, @Context HttpHeaders headers) {
    return tenants
        .suspend(tenantId(id), EntityTags.optional(headers), current.get().subject())
        .map(TenantView::of);
  }

  @POST
  @Path("{id}/resume")
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  public Uni<TenantView> resume(@PathParam("id") String id, @Context HttpHeaders headers) {
    return tenants
        .resume(tenantId(id), EntityTags.optional(headers), current.get().subject())
        .map(TenantView::of);
  }

  /** The tenant that a path names; fails with {@code not-found} for what cannot be one. */
  static TenantId tenantId(String id) {
    if (!TenantId.isValid(id)) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no such tenant.");
    }
    return new TenantId(id);
  }
}
