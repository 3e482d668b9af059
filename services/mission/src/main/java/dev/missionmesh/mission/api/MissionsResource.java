package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.CancelMission;
import dev.missionmesh.mission.application.LogLine;
import dev.missionmesh.mission.application.MissionQueries;
import dev.missionmesh.mission.application.MissionRecord;
import dev.missionmesh.mission.application.MissionView;
import dev.missionmesh.mission.application.MissionViews;
import dev.missionmesh.mission.application.NoSuchMission;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.PageSize;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** A tenant's missions. */
@Path("/api/v1/missions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "missions")
class MissionsResource {
  private static final int MAX_PAGE = 200;
  private static final int MAX_LINES = 1000;
  private static final Set<String> NEVER_REACHED = Set.of("awaiting_approval", "paused");

  @Schema(name = "MissionPage")
  record Page(
      @Schema(description = "Without results.") List<MissionView> items,
      @Schema(nullable = true, description = "Null on the last page.") String nextCursor) {}

  @Schema(name = "MissionWhy")
  record Why(
      @Schema(format = "uuid") String id,
      String state,
      @Schema(description = "One sentence for people.") String why) {}

  @Schema(name = "LogPage")
  record Lines(
      List<LogLine> items,
      @Schema(
              nullable = true,
              description = "To pass as `after`; null if this is all there is by now.")
          Long next) {}

  private final CurrentPrincipal principal;
  private final MissionQueries queries;
  private final MissionViews views;
  private final CancelMission cancels;

  MissionsResource(
      CurrentPrincipal principal,
      MissionQueries queries,
      MissionViews views,
      CancelMission cancels) {
    this.principal = principal;
    this.queries = queries;
    this.views = views;
    this.cancels = cancels;
  }

  @GET
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(operationId = "listMissions", summary = "The tenant's missions, newest first")
  public Uni<Page> list(
      @Parameter(
              description = "Only missions in this state.",
              schema =
                  @Schema(
                      enumeration = {
                        "queued",
                        "awaiting_approval",
                        "running",
                        "waiting_retry",
                        "paused",
                        "succeeded",
                        "failed",
                        "cancelled",
                        "dead_lettered"
                      }))
          @RestQuery
          String state,
      @Parameter(
              description = "Only missions of this very name.",
              schema = @Schema(maxLength = 256))
          @RestQuery
          String name,
      @Parameter(
              description = "Only missions with this label, as `key=value`; all of several.",
              schema =
                  @Schema(
                      type = SchemaType.ARRAY,
                      implementation = String.class,
                      pattern = "^[^=]+=",
                      maxLength = 256))
          @RestQuery
          List<String> label,
      @RestQuery String limit,
      @RestQuery String cursor) {
    int most = PageSize.of(limit);
    Map<String, String> labels = Parameters.labels(label);
    PageCursor cursors =
        PageCursor.of("missions", principal.tenant().value(), state, name, labels.toString());
    MissionId before = Parameters.place(cursors, cursor);
    if (state != null && NEVER_REACHED.contains(state)) {
      return Uni.createFrom().item(new Page(List.of(), null));
    }
    var filter =
        new MissionQueries.Filter(
            state(state), Parameters.text("name", name), labels);
    return queries
        .page(principal.tenant(), filter, before, most + 1)
        .map(found -> page(found, most, cursors));
  }

  private static StateName state(String text) {
    if (text == null) return null;
    return StateName.named(text)
        .orElseThrow(() -> Parameters.invalid("state", "is not the name of a state"));
  }

  private Page page(List<MissionRecord> found, int most, PageCursor cursors) {
    List<MissionRecord> shown = found.subList(0, Math.min(found.size(), most));
    String next = found.size() > most ? cursors.after(shown.getLast().id().toString()) : null;
    return new Page(shown.stream().map(views::of).toList(), next);
  }

  @GET
  @Path("{id}")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(operationId = "getMission", summary = "A mission with its attempts and result")
  public Uni<MissionView> get(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("id")
          String id) {
    return find(Parameters.mission(id)).map(views::of);
  }

  @GET
  @Path("{id}/why")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(operationId = "explainMission", summary = "Why a mission is where it is")
  public Uni<Why> why(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("id")
          String id) {
    return find(Parameters.mission(id))
        .map(m -> new Why(m.id().toString(), m.state().text(), views.why(m)));
  }

  private Uni<MissionRecord> find(MissionId id) {
    return queries
        .find(principal.tenant(), id)
        .map(found -> found.orElseThrow(NoSuchMission::problem));
  }

  @POST
  @Path("{id}/cancel")
  @PermissionsAllowed(Scopes.MISSIONS_WRITE)
  @Operation(
      operationId = "cancelMission",
      summary = "Cancels a mission",
      description = "What runs is ended soon after; asking again changes nothing.")
  @APIResponse(
      responseCode = "202",
      description = "The mission is or will be cancelled.",
      content = @Content(schema = @Schema(implementation = MissionView.class)))
  @APIResponse(responseCode = "409", description = "The mission has already finished.")
  public Uni<Response> cancel(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("id")
          String id) {
    MissionId mission = Parameters.mission(id);
    TenantId tenant = principal.tenant();
    return cancels
        .cancel(tenant, mission)
        .chain(() -> queries.find(tenant, mission))
        .map(found -> views.of(found.orElseThrow(NoSuchMission::problem)))
        .map(view -> Response.accepted(view).build());
  }

  @GET
  @Path("{id}/result")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(
      operationId = "getMissionResult",
      summary = "The stored result, byte for byte",
      description = "Answered 404 while the mission has none.")
  @APIResponse(
      responseCode = "200",
      description = "The canonical result of the latest attempt.",
      headers =
          @Header(
              name = "Repr-Digest",
              description = "`sha-256=:…:` of the body (RFC 9530).",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = ResultView.class)))
  public Uni<Response> result(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("id")
          String id) {
    return queries
        .result(principal.tenant(), Parameters.mission(id))
        .map(
            found -> {
              var result =
                  found.orElseThrow(
                      () ->
                          new ProblemException(
                              Problem.NOT_FOUND,
                              "There is no such mission, or it has no result yet."));
              String digest =
                  Base64.getEncoder().encodeToString(HexFormat.of().parseHex(result.sha256()));
              return Response.ok(result.canonical())
                  .header("Repr-Digest", "sha-256=:" + digest + ":")
                  .build();
            });
  }

  @GET
  @Path("{id}/logs")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(operationId = "getMissionLogs", summary = "What a mission printed")
  public Uni<Lines> logs(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("id")
          String id,
      @Parameter(
              description = "Only what comes after this sequence.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      format = "int64",
                      minimum = "0",
                      defaultValue = "0"))
          @RestQuery
          String after,
      @Parameter(
              description = "Entries of a page.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "200"))
          @RestQuery
          String limit) {
    int most = Parameters.limit(limit, MAX_PAGE, MAX_LINES);
    long from = Parameters.number("after", after, 0, 0, Long.MAX_VALUE);
    return queries
        .logs(principal.tenant(), Parameters.mission(id), from, most)
        .map(found -> found.orElseThrow(NoSuchMission::problem))
        .map(lines -> new Lines(lines, lines.size() < most ? null : lines.getLast().sequence()));
  }
}
