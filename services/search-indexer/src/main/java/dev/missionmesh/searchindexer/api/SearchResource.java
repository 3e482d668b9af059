package dev.missionmesh.searchindexer.api;

import dev.missionmesh.searchindexer.application.MissionSearch;
import dev.missionmesh.searchindexer.application.SearchRefused;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
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
import org.jboss.resteasy.reactive.RestQuery;

/** What a tenant finds of its missions. */
@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class SearchResource {
  private final MissionSearch index;
  private final CurrentPrincipal principal;

  SearchResource(MissionSearch index, CurrentPrincipal principal) {
    this.index = index;
    this.principal = principal;
  }

  @GET
  @PermissionsAllowed("search:read")
  public SearchAnswer search(
      @RestQuery String q,
      @RestQuery List<String> state,
      @RestQuery List<String> label,
      @RestQuery String name,
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
  public DocumentsAnswer documents(@RestQuery String limit, @RestQuery String cursor) {
    String tenant = principal.tenant().value();
    int size = SearchParameters.limit(limit);
    List<Indexed> found = index.documents(tenant, Cursors.documentsAfter(tenant, cursor), size + 1);
    List<Indexed> page = found.subList(0, Math.min(size, found.size()));
    String next =
        found.size() > size ? Cursors.documents(tenant, page.getLast().key()) : null;
    return new DocumentsAnswer(page.stream().map(DocumentView::of).toList(), next);
  }
}
