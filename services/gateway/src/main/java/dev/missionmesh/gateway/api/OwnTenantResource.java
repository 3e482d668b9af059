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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own tenant, for every key of it. */
@Path("/api/v1/tenant")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
class OwnTenantResource {
  /** A tenant with what is set for it. */
  @Schema(name = "OwnTenant")
  record View(
      String id,
      String displayName,
      @Schema(enumeration = {"active", "suspended"}) String state,
      Instant createdAt,
      @Schema(implementation = SettingsShape.class) TenantSettings settings) {
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
    Scopes.AUDIT_ERASE,
    Scopes.AUDIT_SYSTEM,
    Scopes.SEARCH_READ,
    Scopes.SEARCH_ADMIN,
    Scopes.KEYS_ADMIN,
    Scopes.TENANTS_ADMIN,
    Scopes.WEBHOOKS_READ,
    Scopes.WEBHOOKS_WRITE
  })
  @Operation(operationId = "getOwnTenant", summary = "The caller's own tenant")
  @Parameter(
      name = "If-None-Match",
      in = ParameterIn.HEADER,
      description = "Entity tags that the caller has.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The tenant with what is set for it.",
      headers =
          @Header(
              name = "ETag",
              description = "The tenant's revision.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = View.class)))
  @APIResponse(responseCode = "304", description = "The caller has it.")
  public Uni<Response> find(@Context Request request) {
    return tenants
        .find(current.tenant())
        .map(tenant -> EntityTags.answer(request, tenant.revision(), View.of(tenant)));
  }
}
