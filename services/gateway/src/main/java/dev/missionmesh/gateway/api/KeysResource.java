package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.KeyAdministration;
import dev.missionmesh.gateway.application.KeyStore;
import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The API keys of the caller's tenant, or with {@code tenants:admin} of another. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "keys")
class KeysResource {
  private static final String TENANT = "^[a-z][a-z0-9-]{0,38}[a-z0-9]$";

  private final KeyAdministration keys;
  private final CurrentPrincipal current;
  private final GatewayConfig config;

  KeysResource(KeyAdministration keys, CurrentPrincipal current, GatewayConfig config) {
    this.keys = keys;
    this.current = current;
    this.config = config;
  }

  @GET
  @PermissionsAllowed({Scopes.KEYS_ADMIN, Scopes.TENANTS_ADMIN})
  @Operation(operationId = "listKeys", summary = "The tenant's API keys, newest first")
  public Uni<KeyView.Page> list(
      @Parameter(
              description = "Another tenant's keys; takes the scope tenants:admin.",
              schema = @Schema(pattern = TENANT))
          @QueryParam("tenant")
          String tenant,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Principal who = current.get();
    TenantId of = tenantOr(tenant, who);
    int most = PageSize.of(limit);
    PageCursor cursors = PageCursor.of("keys", of.value());
    return keys.list(who, of, TimedPlace.of(cursors.place(cursor), KeyStore.Place::new), most + 1)
        .map(found -> KeyView.Page.of(found, most, cursors));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @PermissionsAllowed({Scopes.KEYS_ADMIN, Scopes.TENANTS_ADMIN})
  @Operation(
      operationId = "createKey",
      summary = "Makes an API key",
      description = "The key itself is in this answer and nowhere else.")
  @RequestBody(required = true)
  @APIResponse(
      responseCode = "201",
      description = "The new key.",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  public Uni<KeyView> mint(NewKey wanted) {
    if (wanted == null) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is missing.");
    }
    wanted.check();
    Principal who = current.get();
    return keys.mint(
            who,
            wanted.tenantOr(who.tenant()),
            wanted.name(),
            Set.copyOf(wanted.scopes()),
            wanted.life(config.keys().life()))
        .map(KeyView::of);
  }

  @POST
  @Path("{id}/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @PermissionsAllowed({Scopes.KEYS_ADMIN, Scopes.TENANTS_ADMIN})
  @Operation(
      operationId = "rotateKey",
      summary = "Makes a key's successor",
      description = "Both hold for the overlap; then the old one opens nothing.")
  @RequestBody(required = false)
  @APIResponse(
      responseCode = "201",
      description = "The successor, with its key.",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "409", description = "The key has ended or has a successor already.")
  public Uni<KeyView> rotate(
      @Parameter(description = "The key's id.", example = "4fTq9ZbX1cVa") @PathParam("id") String id,
      @Parameter(
              description = "Another tenant's keys; takes the scope tenants:admin.",
              schema = @Schema(pattern = TENANT))
          @QueryParam("tenant")
          String tenant,
      Rotation wanted) {
    Rotation rotation = wanted == null ? Rotation.USUAL : wanted;
    rotation.check();
    Principal who = current.get();
    return keys.rotate(
            who,
            tenantOr(tenant, who),
            id,
            rotation.overlapTime(),
            rotation.life(config.keys().life()))
        .map(KeyView::of);
  }

  @DELETE
  @Path("{id}")
  @PermissionsAllowed({Scopes.KEYS_ADMIN, Scopes.TENANTS_ADMIN})
  @Operation(
      operationId = "revokeKey",
      summary = "Revokes a key",
      description = "Within 2 s it opens nothing any more, within 5 s its streams are cut.")
  @APIResponse(responseCode = "204", description = "The key is revoked.")
  public Uni<Void> revoke(
      @Parameter(description = "The key's id.", example = "4fTq9ZbX1cVa") @PathParam("id") String id,
      @Parameter(
              description = "Another tenant's keys; takes the scope tenants:admin.",
              schema = @Schema(pattern = TENANT))
          @QueryParam("tenant")
          String tenant) {
    Principal who = current.get();
    return keys.revoke(who, tenantOr(tenant, who), id);
  }

  private static TenantId tenantOr(String tenant, Principal who) {
    if (tenant == null) {
      return who.tenant();
    }
    if (!TenantId.isValid(tenant)) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "The tenant is not valid.",
          FieldError.parameter("tenant", "is not the id of a tenant"));
    }
    return new TenantId(tenant);
  }
}
