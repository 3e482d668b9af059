package dev.missionmesh.policy.api;

import dev.missionmesh.policy.application.PolicyPublisher;
import dev.missionmesh.policy.application.Publication;
import dev.missionmesh.policy.application.SnapshotRegistry;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.problem.Preconditions;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The snapshot registry over HTTP. */
@Path("/api/v1/policies")
@Tag(name = "policies")
public class PoliciesResource {
  private static final String YAML = "application/yaml";

  private final SnapshotRegistry registry;
  private final PolicyPublisher publisher;
  private final CurrentPrincipal principal;

  PoliciesResource(
      SnapshotRegistry registry, PolicyPublisher publisher, CurrentPrincipal principal) {
    this.registry = registry;
    this.publisher = publisher;
    this.principal = principal;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.POLICY_READ)
  @Operation(operationId = "listPolicies", summary = "All snapshots, the latest published first")
  public Uni<PolicyView.Page> list(
      @RestQuery String limit,
      @RestQuery String cursor) {
    int most = PageSize.of(limit);
    return registry
        .list(PolicyView.Page.place(cursor), most + 1)
        .map(found -> PolicyView.Page.of(found, most));
  }

  @GET
  @Path("{digest}")
  @Produces(YAML)
  @PermissionsAllowed(Scopes.POLICY_READ)
  @Operation(
      operationId = "getPolicy",
      summary = "The text of a snapshot",
      description = "It never changes; its digest is its entity tag.")
  @APIResponse(
      responseCode = "200",
      description = "The text as it was published.",
      headers =
          @Header(
              name = "ETag",
              description = "The digest.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "304", description = "The caller has it: If-None-Match named it.")
  public Uni<Response> get(
      @Parameter(
              description = "Digest of the snapshot.",
              example =
                  "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
          @RestPath
          String digest,
      @Context Request request) {
    return registry
        .yaml(digest)
        .map(found -> found.orElseThrow(PolicyPublisher::unknown))
        .map(yaml -> text(yaml, new EntityTag(digest), request));
  }

  @POST
  @Consumes(YAML)
  @Produces(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.POLICY_WRITE)
  @Operation(
      operationId = "publishPolicy",
      summary = "Checks a snapshot and puts it in force",
      description = "Publishing a known one again is a rollback.")
  @APIResponse(
      responseCode = "201",
      description = "A new snapshot is in force.",
      headers =
          @Header(
              name = "Location",
              description = "URI of the snapshot.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(
      responseCode = "200",
      description = "A known snapshot is in force.",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  public Uni<Response> publish(
      @RequestBody(
              required = true,
              content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
          byte[] yaml) {
    return publisher.publish(yaml, principal.get()).map(PoliciesResource::answer);
  }

  @POST
  @Path("{digest}/activate")
  @Produces(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.POLICY_WRITE)
  @Operation(operationId = "activatePolicy", summary = "Puts a known snapshot in force again")
  public Uni<PolicyView> activate(
      @Parameter(
              description = "Digest of the snapshot.",
              example =
                  "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
          @RestPath
          String digest) {
    return publisher.activate(digest, principal.get()).map(p -> PolicyView.of(p.snapshot()));
  }

  private static Response answer(Publication publication) {
    PolicyView view = PolicyView.of(publication.snapshot());
    return publication.created()
        ? Response.created(URI.create("/api/v1/policies/" + view.digest())).entity(view).build()
        : Response.ok(view).build();
  }

  private static Response text(String yaml, EntityTag tag, Request request) {
    Response answer = Preconditions.answer(request, tag, Response.ok(yaml));
    answer.getHeaders().putSingle("Cache-Control", "private, max-age=31536000, immutable");
    return answer;
  }
}
