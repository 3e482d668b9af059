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
import jakarta.ws.rs.Consumes;
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

/** What is set for a tenant: limits, quotas, addresses, origins, branding. Replaced as a whole. */
@Path("/api/v1/tenants/{id}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
class TenantSettingsResource {
  private final TenantAdministration tenants;
  private final CurrentPrincipal current;

  TenantSettingsResource(TenantAdministration tenants, CurrentPrincipal current) {
    this.tenants = tenants;
    this.current = current;
  }

  @GET
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(
      operationId = "getTenantSettings",
      summary = "What is set for a tenant",
      description = "Limits, quotas, addresses, origins and branding.")
  @Parameter(
      name = "If-None-Match",
      in = ParameterIn.HEADER,
      description = "Entity tags that the caller has.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The settings.",
      headers =
          @Header(
              name = "ETag",
              description = "The tenant's revision.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = SettingsShape.class)))
  @APIResponse(responseCode = "304", description = "The caller has them.")
  public Uni<Response> find(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id,
      @Context Request request) {
    return tenants
        .find(TenantsResource.tenantId(id))
        .map(tenant -> answer(request, tenant));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(
      operationId = "replaceTenantSettings",
      summary = "Sets what is set for a tenant, as a whole",
      description = "In force at the doors within 2 s.")
  @Parameter(
      name = "If-Match",
      in = ParameterIn.HEADER,
      required = true,
      description = "The entity tag that the change is based on, or `*`.",
      schema = @Schema(type = SchemaType.STRING),
      example = "\"7\"")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = SettingsShape.class)))
  @APIResponse(
      responseCode = "200",
      description = "The settings now.",
      headers =
          @Header(
              name = "ETag",
              description = "The tenant's revision.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = SettingsShape.class)))
  @APIResponse(responseCode = "412", description = "The tenant has changed since.")
  @APIResponse(responseCode = "428", description = "If-Match is missing.")
  public Uni<Response> replace(
      @Parameter(description = "The tenant's id.", example = "acme") @PathParam("id") String id,
      @Parameter(description = "True lets a keeper of tenants shut himself out.")
          @QueryParam("force")
          @DefaultValue("false")
          boolean force,
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
