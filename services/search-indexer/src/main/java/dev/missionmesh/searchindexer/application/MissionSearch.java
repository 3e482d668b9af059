package dev.missionmesh.searchindexer.application;

import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.SearchPage;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import java.util.List;

/** The index as readers see it; every call blocks and sees one tenant's documents only. */
public interface MissionSearch {
  /**
   * Documents that match, best first.
   *
   * @throws SearchRefused if the query is too large to run
   */
  SearchPage search(SearchQuery query);

  /** Up to {@code limit} of a tenant's documents in the order of their keys, after the key {@code after} (null: from the first). */
  List<Indexed> documents(String tenant, String after, int limit);
}
