package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.TenantAdministration;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The tenants of the mesh. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
class TenantsResource {
  private final TenantAdministration tenants;
  private final CurrentPrincipal current;

  TenantsResource(TenantAdministration tenants, CurrentPrincipal current) {
    this.tenants = tenants;
    this.current = current;
  }

  @GET
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(operationId = "listTenants", summary = "All tenants, by id")
  public Uni<TenantView.Page> list(
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = PageSize.of(limit);
    PageCursor cursors = PageCursor.of("tenants");
    return tenants
        .list(cursors.place(cursor), most + 1)
        .map(found -> TenantView.Page.of(found, most, cursors));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(operationId = "createTenant", summary = "Founds a tenant")
  @RequestBody(required = true)
  @APIResponse(
      responseCode = "201",
      description = "The tenant.",
      content = @Content(schema = @Schema(implementation = TenantView.class)))
  @APIResponse(responseCode = "409", description = "There is such a tenant already.")
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
  @Operation(operationId = "getTenant", summary = "A tenant")
  @Parameter(
      name = "If-None-Match",
      in = ParameterIn.HEADER,
      description = "Entity tags that the caller has.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The tenant.",
      headers =
          @Header(
              name = "ETag",
              description = "Its revision.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = TenantView.class)))
  @APIResponse(responseCode = "304", description = "The caller has it.")
  public Uni<Response> find(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id,
      @Context Request request) {
    return tenants
        .find(tenantId(id))
        .map(tenant -> EntityTags.answer(request, tenant.revision(), TenantView.of(tenant)));
  }

  @POST
  @Path("{id}/suspend")
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(
      operationId = "suspendTenant",
      summary = "Shuts all doors for a tenant",
      description =
          "Within 5 s its keys are answered 403 `tenant-suspended`, its streams are cut and nothing of"
              + " it is leased. Suspending a suspended tenant changes nothing.")
  @Parameter(
      name = "If-Match",
      in = ParameterIn.HEADER,
      description = "Only if the tenant still has this entity tag.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The tenant.",
      content = @Content(schema = @Schema(implementation = TenantView.class)))
  @APIResponse(responseCode = "412", description = "The tenant has changed since.")
  public Uni<TenantView> suspend(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id,
      @Context HttpHeaders headers) {
    return tenants
        .suspend(tenantId(id), EntityTags.optional(headers), current.get().subject())
        .map(TenantView::of);
  }

  @POST
  @Path("{id}/resume")
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(operationId = "resumeTenant", summary = "Opens a suspended tenant's doors again")
  @Parameter(
      name = "If-Match",
      in = ParameterIn.HEADER,
      description = "Only if the tenant still has this entity tag.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The tenant.",
      content = @Content(schema = @Schema(implementation = TenantView.class)))
  @APIResponse(responseCode = "412", description = "The tenant has changed since.")
  public Uni<TenantView> resume(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id,
      @Context HttpHeaders headers) {
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
