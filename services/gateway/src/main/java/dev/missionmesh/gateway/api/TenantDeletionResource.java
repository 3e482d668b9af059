package dev.missionmesh.gateway.api;

import static dev.missionmesh.gateway.api.TenantsResource.tenantId;

import dev.missionmesh.gateway.application.TenantDeletion;
import dev.missionmesh.gateway.domain.TenantExport;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The end of a tenant: export, deletion, and how far that has come. */
@Path("/api/v1/tenants/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
class TenantDeletionResource {
  /** An export as it was noted. */
  @Schema(name = "TenantExport")
  record ExportView(
      String tenant,
      String sha256,
      @Schema(nullable = true) Long auditSize,
      @Schema(nullable = true) String auditRoot,
      Instant exportedAt) {}

  private final TenantDeletion deletion;
  private final CurrentPrincipal principal;

  TenantDeletionResource(TenantDeletion deletion, CurrentPrincipal principal) {
    this.deletion = deletion;
    this.principal = principal;
  }

  @DELETE
  @ResponseStatus(202)
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(
      operationId = "deleteTenant",
      summary = "Deletes a tenant for ever",
      description =
          "Only a suspended one that was exported since. Each service removes what it keeps; the id"
              + " is never given again. Repeating it changes nothing.")
  @APIResponse(
      responseCode = "202",
      description = "How far it has come.",
      content = @Content(schema = @Schema(implementation = DeletionView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The tenant is not suspended, or was not exported since.")
  public Uni<DeletionView> delete(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id) {
    return deletion
        .delete(tenantId(id), principal.get().subject())
        .map(d -> DeletionView.of(d, deletion.services()));
  }

  @GET
  @Path("deletion")
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(operationId = "getTenantDeletion", summary = "How far a tenant's deletion has come")
  public Uni<DeletionView> progress(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id) {
    return deletion.progress(tenantId(id)).map(d -> DeletionView.of(d, deletion.services()));
  }

  @POST
  @Path("exports")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(
      operationId = "recordTenantExport",
      summary = "Notes that a tenant was exported",
      description = "`mesh tenant export` does it once the file is written.")
  @RequestBody(required = true)
  @APIResponse(
      responseCode = "201",
      description = "The export as noted.",
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  public Uni<ExportView> exported(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id,
      NewExport made) {
    if (made == null) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is missing.");
    }
    NewExport checked = made.checked();
    return deletion
        .exported(
            tenantId(id),
            checked.sha256(),
            checked.auditSize(),
            checked.auditRoot(),
            principal.get().subject())
        .map(TenantDeletionResource::view);
  }

  private static ExportView view(TenantExport export) {
    return new ExportView(
        export.tenant().value(),
        export.sha256(),
        export.auditSize(),
        export.auditRoot(),
        export.at());
  }
}
