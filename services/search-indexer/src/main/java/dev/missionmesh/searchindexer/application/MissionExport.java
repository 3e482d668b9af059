package dev.missionmesh.searchindexer.application;

import dev.missionmesh.searchindexer.domain.Fact;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Everything mission knows, over all tenants. */
public interface MissionExport {
  /**
   * A page of facts.
   *
   * @param next cursor of the page after this one, null at the end
   */
  record Page(List<Fact> facts, String next) {}

  /** The page after a cursor; the first one for null. Fails if mission does not answer. */
  Uni<Page> page(String after);
}
