package dev.missionmesh.searchindexer.api;

import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.searchindexer.application.Rebuilds;
import dev.missionmesh.searchindexer.domain.Rebuild;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Principal;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Makes the index anew and tells how far that is. Who asked and how much was counted stay in the database: both may be another tenant's. */
@Path("/api/v1/search/rebuild")
@Produces(MediaType.APPLICATION_JSON)
class RebuildResource {
  private final Rebuilds rebuilds;
  private final CurrentPrincipal principal;

  RebuildResource(Rebuilds rebuilds, CurrentPrincipal principal) {
    this.rebuilds = rebuilds;
    this.principal = principal;
  }

  /** A rebuild as callers see it. */
  record View(UUID id, String state, Instant requestedAt, Instant finishedAt) {
    static View of(Rebuild rebuild) {
      return new View(
          rebuild.id(), rebuild.state().text(), rebuild.requestedAt(), rebuild.finishedAt());
    }
  }

  @POST
  @PermissionsAllowed("search:admin")
  public Uni<RestResponse<View>> rebuild() {
    Principal who = principal.get();
    return rebuilds
        .request(who.tenant() + "/" + who.subject())
        .map(
            rebuild ->
                ResponseBuilder.accepted(View.of(rebuild))
                    .location(URI.create("/api/v1/search/rebuild"))
                    .build());
  }

  @GET
  @PermissionsAllowed("search:admin")
  public Uni<View> latest() {
    return rebuilds
        .latest()
        .onItem()
        .ifNull()
        .failWith(
            () -> new ProblemException(Problem.NOT_FOUND, "The index has never been rebuilt."))
        .map(View::of);
  }
}
