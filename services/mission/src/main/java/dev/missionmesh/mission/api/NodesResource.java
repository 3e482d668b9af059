package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.Nodes;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The nodes of the mesh, the same for every tenant. */
@Path("/api/v1/nodes")
class NodesResource {
  record Page(List<Nodes.View> items) {}

  private final Nodes nodes;

  NodesResource(Nodes nodes) {
    this.nodes = nodes;
  }

  @GET
  @PermissionsAllowed(Scopes.NODES_READ)
  public Uni<Page> list() {
    return nodes.list().map(Page::new);
  }
}
