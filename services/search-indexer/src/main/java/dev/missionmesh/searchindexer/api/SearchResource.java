package dev.missionmesh.searchindexer.api;

import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.searchindexer.application.MissionSearch;
import dev.missionmesh.searchindexer.application.SearchRefused;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.SearchPage;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import dev.missionmesh.tenancy.CurrentPrincipal;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
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
import org.jboss.resteasy.reactive.RestQuery;

/** What a tenant finds of its missions. */
@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "search")
class SearchResource {
  private final MissionSearch index;
  private final CurrentPrincipal principal;

  SearchResource(MissionSearch index, CurrentPrincipal principal) {
    this.index = index;
    this.principal = principal;
  }

  @GET
  @PermissionsAllowed("search:read")
  @Operation(
      operationId = "search",
      summary = "Searches missions and what they printed",
      description = "Without `q`, the missions that the filters leave, newest first.")
  public SearchAnswer search(
      @Parameter(
              description = "Words; `\"a phrase\"`, `a OR b`, `-without`, `begin*`.",
              schema = @Schema(maxLength = 1000),
              example = "report")
          @RestQuery
          String q,
      @Parameter(
              description = "Only missions in one of these states.",
              schema =
                  @Schema(
                      type = SchemaType.ARRAY,
                      implementation = String.class,
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
          List<String> state,
      @Parameter(
              description = "Only missions with this label, as `key=value`; all of several, at most 20.",
              schema =
                  @Schema(
                      type = SchemaType.ARRAY,
                      implementation = String.class,
                      pattern = "^[^=]+="))
          @RestQuery
          List<String> label,
      @Parameter(description = "Only missions of this very name.") @RestQuery String name,
      @RestQuery String limit,
      @RestQuery String cursor) {
    SearchQuery query =
        new SearchParameters(principal.tenant().value(), q, state, label, name).query(limit, cursor);
    try {
      SearchPage page = index.search(query);
      return SearchAnswer.of(page, Cursors.after(query, page.next()));
    } catch (SearchRefused e) {
      throw e.isTooSlow()
          ? new ProblemException(Problem.UNAVAILABLE, e.getMessage())
          : new ProblemException(
              Problem.INVALID_REQUEST,
              "The query cannot be run.",
              FieldError.parameter("q", e.getMessage()));
    }
  }

  @GET
  @Path("/documents")
  @PermissionsAllowed("search:read")
  @Operation(operationId = "listSearchDocuments", summary = "All of the tenant's documents, by id")
  public DocumentsAnswer documents(
      @RestQuery String limit,
      @RestQuery String cursor) {
    String tenant = principal.tenant().value();
    int size = PageSize.of(limit);
    List<Indexed> found = index.documents(tenant, Cursors.documentsAfter(tenant, cursor), size + 1);
    List<Indexed> page = found.subList(0, Math.min(size, found.size()));
    String next =
        found.size() > size ? Cursors.documents(tenant, page.getLast().key()) : null;
    return new DocumentsAnswer(page.stream().map(DocumentView::of).toList(), next);
  }
}
