package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.KeyAdministration;
import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The API keys of the caller's tenant, or with {@code tenants:admin} of another. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
class KeysResource {
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
  public Uni<KeyView.Page> list(@QueryParam("tenant") String tenant) {
    Principal who = current.get();
    return keys.list(who, tenantOr(tenant, who))
        .map(all -> new KeyView.Page(all.stream().map(KeyView::of).toList()));
  }

  @POST
  @ResponseStatus(201)
  @PermissionsAllowed({Scopes.KEYS_ADMIN, Scopes.TENANTS_ADMIN})
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
  @ResponseStatus(201)
  @PermissionsAllowed({Scopes.KEYS_ADMIN, Scopes.TENANTS_ADMIN})
  public Uni<KeyView> rotate(
      @PathParam("id") String id, @QueryParam("tenant") String tenant, Rotation wanted) {
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
  public Uni<Void> revoke(@PathParam("id") String id, @QueryParam("tenant") String tenant) {
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
