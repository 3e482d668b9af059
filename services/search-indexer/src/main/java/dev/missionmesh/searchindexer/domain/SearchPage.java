package dev.missionmesh.searchindexer.domain;

import java.util.List;

/**
 * A page of hits.
 *
 * @param total how many match in all
 * @param next where to go on, null at the end
 */
public record SearchPage(long total, List<Hit> hits, SearchQuery.After next) {
  /**
   * A document found.
   *
   * @param mission what is known of its mission; null if only its log is known yet
   * @param highlights pieces of its text as HTML, matches in {@code <em>}
   */
  public record Hit(
      Indexed document, MissionFacts mission, float score, List<String> highlights) {}
}
