package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.LogLine;
import dev.missionmesh.mission.application.MissionExport.Exported;
import dev.missionmesh.mission.application.MissionExport;
import dev.missionmesh.mission.application.MissionView;
import dev.missionmesh.mission.application.MissionViews;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** All missions of one tenant with results and logs, for an administrator who exports it. */
@Path("/api/v1/tenants/{id}/missions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
class TenantMissionsResource {
  private static final int PAGE = 20;
  private static final int MAX_PAGE = 50;

  @Schema(name = "ExportedMission")
  record Item(MissionView mission, List<LogLine> logs) {}

  @Schema(name = "ExportedMissionPage")
  record Page(List<Item> items, @Schema(nullable = true) String nextCursor) {}

  private final MissionExport export;
  private final MissionViews views;

  TenantMissionsResource(MissionExport export, MissionViews views) {
    this.export = export;
    this.views = views;
  }

  @GET
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(
      operationId = "exportTenantMissions",
      summary = "A tenant's missions with results and logs, by id",
      description = "A page may be shorter than asked for; the last one is empty.")
  public Uni<Page> page(
      @Parameter(description = "The tenant's id.", example = "acme") @RestPath String id,
      @RestQuery String cursor,
      @Parameter(
              description = "How many at most.",
              schema =
                  @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "50", defaultValue = "20"))
          @RestQuery
          String limit) {
    if (!TenantId.isValid(id)) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no such tenant.");
    }
    TenantId tenant = new TenantId(id);
    PageCursor cursors = PageCursor.of("tenant-missions", id);
    return export
        .pageOf(tenant, Parameters.place(cursors, cursor), Parameters.limit(limit, PAGE, MAX_PAGE))
        .map(exported -> page(exported, cursors));
  }

  private Page page(List<Exported> exported, PageCursor cursors) {
    List<Item> items =
        exported.stream().map(e -> new Item(views.of(e.mission()), e.log())).toList();
    return new Page(
        items,
        exported.isEmpty()
            ? null
            : cursors.after(exported.getLast().mission().id().toString()));
  }
}
