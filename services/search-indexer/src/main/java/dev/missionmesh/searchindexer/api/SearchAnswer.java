package dev.missionmesh.searchindexer.api;

import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.IndexedChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.SearchPage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answer to a search. */
@Schema(name = "SearchPage")
record SearchAnswer(
    @Schema(minimum = "0") long total,
    List<Item> items,
    @Schema(nullable = true, description = "Null on the last page.") String nextCursor) {
  /**
   * A document found.
   *
   * @param kind {@code mission} (its name, labels or result matched) or {@code log}
   * @param name null if the mission has none
   * @param state null in the moment when only the mission's log is known
   * @param highlights matching lines as HTML
   */
  @Schema(name = "SearchHit")
  record Item(
      @Schema(format = "uuid") String missionId,
      @Schema(
              enumeration = {"mission", "log"},
              description = "`mission`: its name, labels or result matched.")
          String kind,
      @Schema(nullable = true) String name,
      @Schema(nullable = true, description = "Null in the moment when only its log is known.")
          String state,
      float score,
      @Schema(description = "Matching lines as HTML; what matched is in `<em>`.")
          List<String> highlights) {

    private static Item of(SearchPage.Hit hit) {
      MissionFacts mission = hit.mission();
      return new Item(
          missionOf(hit.document()),
          hit.document() instanceof IndexedChunk ? "log" : "mission",
          mission == null || mission.identity() == null ? null : mission.identity().name(),
          mission == null || mission.status() == null ? null : mission.status().state(),
          hit.score(),
          hit.highlights());
    }
  }

  static SearchAnswer of(SearchPage page, String nextCursor) {
    return new SearchAnswer(
        page.total(), page.hits().stream().map(Item::of).toList(), nextCursor);
  }

  private static String missionOf(Indexed document) {
    return switch (document) {
      case MissionFacts mission -> mission.missionId();
      case IndexedChunk log -> log.chunk().missionId();
    };
  }
}
