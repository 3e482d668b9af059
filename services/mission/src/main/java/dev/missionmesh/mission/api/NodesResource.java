package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.Nodes;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The nodes of the mesh, the same for every tenant. */
@Path("/api/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "nodes")
class NodesResource {
  @Schema(name = "NodeList")
  record Page(List<Nodes.View> items) {}

  private final Nodes nodes;

  NodesResource(Nodes nodes) {
    this.nodes = nodes;
  }

  @GET
  @PermissionsAllowed(Scopes.NODES_READ)
  @Operation(
      operationId = "listNodes",
      summary = "All nodes",
      description = "Every node that ever registered, the same for every tenant.")
  public Uni<Page> list() {
    return nodes.list().map(Page::new);
  }
}
