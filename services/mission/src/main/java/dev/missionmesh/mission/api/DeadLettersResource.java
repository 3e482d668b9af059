package dev.missionmesh.mission.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.missionmesh.mission.application.DeadLetterDesk;
import dev.missionmesh.mission.application.DeadLetterStore.DeadLetter;
import dev.missionmesh.mission.application.DeadLetterStore;
import dev.missionmesh.mission.application.MissionQueries;
import dev.missionmesh.mission.application.MissionView;
import dev.missionmesh.mission.application.MissionViews;
import dev.missionmesh.mission.application.NoSuchMission;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.tenancy.CurrentPrincipal;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Missions that failed for good and wait for a decision. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dead letters")
class DeadLettersResource {

  @Schema(name = "DeadLetterPage")
  record Page(
      List<DeadLetter> items,
      @Schema(nullable = true, description = "Null on the last page.") String nextCursor) {}

  @Schema(name = "DeadLetterWithMission")
  record Whole(@JsonUnwrapped DeadLetter letter, MissionView mission) {}

  private final CurrentPrincipal principal;
  private final DeadLetterStore letters;
  private final DeadLetterDesk desk;
  private final MissionQueries missions;
  private final MissionViews views;

  DeadLettersResource(
      CurrentPrincipal principal,
      DeadLetterStore letters,
      DeadLetterDesk desk,
      MissionQueries missions,
      MissionViews views) {
    this.principal = principal;
    this.letters = letters;
    this.desk = desk;
    this.missions = missions;
    this.views = views;
  }

  @GET
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(
      operationId = "listDeadLetters",
      summary = "Missions that failed for good, newest mission first")
  public Uni<Page> list(
      @RestQuery String limit,
      @RestQuery String cursor) {
    int most = PageSize.of(limit);
    PageCursor cursors = PageCursor.of("dead-letters", principal.tenant().value());
    return letters
        .page(principal.tenant(), Parameters.place(cursors, cursor), most + 1)
        .map(found -> page(found, most, cursors));
  }

  private static Page page(List<DeadLetter> found, int most, PageCursor cursors) {
    List<DeadLetter> shown = found.subList(0, Math.min(found.size(), most));
    if (found.size() <= most) return new Page(shown, null);
    return new Page(shown, cursors.after(shown.getLast().missionId()));
  }

  @GET
  @Path("{missionId}")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(operationId = "getDeadLetter", summary = "A dead letter with its mission")
  public Uni<Whole> get(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("missionId")
          String missionId) {
    MissionId id = Parameters.mission(missionId);
    TenantId tenant = principal.tenant();
    return letters
        .find(tenant, id)
        .map(found -> found.orElseThrow(DeadLetterDesk::noSuchLetter))
        .chain(
            letter ->
                missions
                    .find(tenant, id)
                    .map(m -> new Whole(letter, views.of(m.orElseThrow(NoSuchMission::problem)))));
  }

  @POST
  @Path("{missionId}/replay")
  @PermissionsAllowed(Scopes.DEAD_LETTERS_WRITE)
  @Operation(
      operationId = "replayDeadLetter",
      summary = "Queues the mission again, with its whole budget of attempts")
  @APIResponse(
      responseCode = "202",
      description = "The mission is queued.",
      content = @Content(schema = @Schema(implementation = MissionView.class)))
  public Uni<Response> replay(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("missionId")
          String missionId) {
    MissionId id = Parameters.mission(missionId);
    TenantId tenant = principal.tenant();
    return desk.replay(principal.get(), id)
        .chain(() -> missions.find(tenant, id))
        .map(m -> Response.accepted(views.of(m.orElseThrow(NoSuchMission::problem))).build());
  }

  @DELETE
  @Path("{missionId}")
  @PermissionsAllowed(Scopes.DEAD_LETTERS_WRITE)
  @Operation(operationId = "discardDeadLetter", summary = "Takes a dead letter off the list")
  @APIResponse(responseCode = "204", description = "It is off the list; the mission stays.")
  public Uni<Response> discard(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("missionId")
          String missionId) {
    return desk.discard(principal.get(), Parameters.mission(missionId))
        .map(done -> Response.noContent().build());
  }
}
