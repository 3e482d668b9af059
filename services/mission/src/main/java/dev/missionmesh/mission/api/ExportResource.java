package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.LogLine;
import dev.missionmesh.mission.application.MissionExport;
import dev.missionmesh.mission.application.MissionExport.Exported;
import dev.missionmesh.mission.application.MissionExport.Place;
import dev.missionmesh.mission.application.MissionView;
import dev.missionmesh.mission.application.MissionViews;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** All missions of all tenants, for search-indexer. */
@Path("/internal/v1/export/missions")
class ExportResource {
  private static final int MAX_PAGE = 200;

  record Item(String tenant, long sequence, MissionView mission, List<LogLine> logText) {}

  record Page(List<Item> items, String next) {}

  private final MissionExport export;
  private final MissionViews views;

  ExportResource(MissionExport export, MissionViews views) {
    this.export = export;
    this.views = views;
  }

  @GET
  @PermissionsAllowed(Scopes.MISSIONS_EXPORT)
  public Uni<Page> page(@RestQuery String after, @RestQuery String limit) {
    return export.page(place(after), Parameters.limit(limit, 100, MAX_PAGE)).map(this::page);
  }

  private Page page(List<Exported> exported) {
    List<Item> items =
        exported.stream()
            .map(
                e ->
                    new Item(
                        e.mission().tenant().value(),
                        e.mission().sequence(),
                        views.of(e.mission()),
                        e.log()))
            .toList();
    return new Page(items, exported.isEmpty() ? null : cursor(exported.getLast()));
  }

  private static String cursor(Exported last) {
    String place = last.mission().tenant() + "/" + last.mission().id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.US_ASCII));
  }

  private static Place place(String cursor) {
    if (cursor == null) return null;
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("/");
      if (parts.length == 2 && TenantId.isValid(parts[0])) {
        MissionId id = MissionId.parse(parts[1]).orElse(null);
        if (id != null) return new Place(new TenantId(parts[0]), id);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Parameters.invalid("after", "is not a cursor that was given out here");
  }
}
