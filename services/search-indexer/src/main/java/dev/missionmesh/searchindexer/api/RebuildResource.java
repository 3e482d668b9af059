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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse;

/** Makes the index anew and tells how far that is. Who asked and how much was counted stay in the database: both may be another tenant's. */
@Path("/api/v1/search/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "search")
class RebuildResource {
  private final Rebuilds rebuilds;
  private final CurrentPrincipal principal;

  RebuildResource(Rebuilds rebuilds, CurrentPrincipal principal) {
    this.rebuilds = rebuilds;
    this.principal = principal;
  }

  /** A rebuild as callers see it. */
  @Schema(name = "Rebuild")
  record View(
      UUID id,
      @Schema(enumeration = {"running", "done", "interrupted"}) String state,
      Instant requestedAt,
      @Schema(nullable = true) Instant finishedAt) {
    static View of(Rebuild rebuild) {
      return new View(
          rebuild.id(), rebuild.state().text(), rebuild.requestedAt(), rebuild.finishedAt());
    }
  }

  @POST
  @PermissionsAllowed("search:admin")
  @Operation(
      operationId = "rebuildSearchIndex",
      summary = "Makes the index of all tenants anew",
      description = "One at a time: while one runs, it is the one answered.")
  @APIResponse(
      responseCode = "202",
      description = "It runs.",
      headers =
          @Header(
              name = "Location",
              description = "Where to ask how far it is.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = View.class)))
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
  @Operation(operationId = "getSearchRebuild", summary = "How far the latest rebuild is")
  @APIResponse(
      responseCode = "200",
      description = "The latest rebuild.",
      content = @Content(schema = @Schema(implementation = View.class)))
  @APIResponse(responseCode = "404", description = "The index has never been rebuilt.")
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
