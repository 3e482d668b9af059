package dev.missionmesh.mission.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.missionmesh.mission.application.DeadLetterDesk;
import dev.missionmesh.mission.application.DeadLetterStore;
import dev.missionmesh.mission.application.DeadLetterStore.DeadLetter;
import dev.missionmesh.mission.application.MissionQueries;
import dev.missionmesh.mission.application.MissionView;
import dev.missionmesh.mission.application.MissionViews;
import dev.missionmesh.mission.application.NoSuchMission;
import dev.missionmesh.mission.domain.MissionId;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Missions that failed for good and wait for a decision. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class DeadLettersResource {
  private static final int MAX_PAGE = 200;

  record Page(List<DeadLetter> items, String nextCursor) {}

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
  public Uni<Page> list(@RestQuery String limit, @RestQuery String cursor) {
    int most = Parameters.limit(limit, 50, MAX_PAGE);
    return letters
        .page(principal.tenant(), Parameters.cursor(cursor), most + 1)
        .map(found -> page(found, most));
  }

  private static Page page(List<DeadLetter> found, int most) {
    List<DeadLetter> shown = found.subList(0, Math.min(found.size(), most));
    if (found.size() <= most) return new Page(shown, null);
    return new Page(shown, Parameters.cursor(Parameters.mission(shown.getLast().missionId())));
  }

  @GET
  @Path("{missionId}")
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  public Uni<Whole> get(@PathParam("missionId") String missionId) {
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
  public Uni<Response> replay(@PathParam("missionId") String missionId) {
    MissionId id = Parameters.mission(missionId);
    TenantId tenant = principal.tenant();
    return desk.replay(principal.get(), id)
        .chain(() -> missions.find(tenant, id))
        .map(m -> Response.accepted(views.of(m.orElseThrow(NoSuchMission::problem))).build());
  }

  @DELETE
  @Path("{missionId}")
  @PermissionsAllowed(Scopes.DEAD_LETTERS_WRITE)
  public Uni<Response> discard(@PathParam("missionId") String missionId) {
    return desk.discard(principal.get(), Parameters.mission(missionId))
        .map(done -> Response.noContent().build());
  }
}
