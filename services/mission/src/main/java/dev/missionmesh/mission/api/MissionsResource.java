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
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;

/** A tenant's missions. */
@Path("/api/v1/missions")
@Produces(MediaType.APPLICATION_JSON)
class MissionsResource {
  private static final int MAX_PAGE = 200;
  private static final int MAX_LINES = 1000;
  private static final Set<String> NEVER_REACHED = Set.of("awaiting_approval", "paused");

  record Page(List<MissionView> items, String nextCursor) {}

  record Why(String id, String state, String why) {}

  record Lines(List<LogLine> items, Long next) {}

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
  public Uni<Page> list(
      @RestQuery String state,
      @RestQuery String name,
      @RestQuery List<String> label,
      @RestQuery String limit,
      @RestQuery String cursor) {
    int most = Parameters.limit(limit, 50, MAX_PAGE);
    MissionId before = Parameters.cursor(cursor);
    if (state != null && NEVER_REACHED.contains(state)) {
      return Uni.createFrom().item(new Page(List.of(), null));
    }
    var filter =
        new MissionQueries.Filter(
            state(state), Parameters.text("name", name), Parameters.labels(label));
    return queries
        .page(principal.tenant(), filter, before, most + 1)
        .map(found -> page(found, most));
  }

  private static StateName state(String text) {
    if (text == null) return null;
    return StateName.named(text)
        .orElseThrow(() -> Parameters.invalid("state", "is not the name of a state"));
  }

  private Page page(List<MissionRecord> found, int most) {
    List<MissionRecord> shown = found.subList(0, Math.min(found.size(), most));
    String next = found.size() > most ? Parameters.cursor(shown.getLast().id()) : null;
    return new Page(shown.stream().map(views::of).toList(), next);
  }

  @GET
  @Path("{id}")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  public Uni<MissionView> get(@PathParam("id") String id) {
    return find(Parameters.mission(id)).map(views::of);
  }

  @GET
  @Path("{id}/why")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  public Uni<Why> why(@PathParam("id") String id) {
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
  public Uni<Response> cancel(@PathParam("id") String id) {
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
  public Uni<Response> result(@PathParam("id") String id) {
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
  public Uni<Lines> logs(
      @PathParam("id") String id, @RestQuery String after, @RestQuery String limit) {
    int most = Parameters.limit(limit, MAX_PAGE, MAX_LINES);
    long from = Parameters.number("after", after, 0, 0, Long.MAX_VALUE);
    return queries
        .logs(principal.tenant(), Parameters.mission(id), from, most)
        .map(found -> found.orElseThrow(NoSuchMission::problem))
        .map(lines -> new Lines(lines, lines.size() < most ? null : lines.getLast().sequence()));
  }
}
