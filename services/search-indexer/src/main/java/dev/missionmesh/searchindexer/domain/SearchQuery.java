package dev.missionmesh.searchindexer.domain;

import java.util.Map;
import java.util.Set;

/**
 * What a tenant looks for. All parts must hold.
 *
 * @param text words, {@code "phrases"}, {@code prefix*}, {@code -without}, {@code |}, parentheses; blank lists missions, newest first
 * @param states any of these; empty for all
 * @param labels all of these
 * @param name exact name of the mission, or null
 * @param limit size of the page, positive
 * @param after end of the page before, or null
 */
public record SearchQuery(
    String tenant,
    String text,
    Set<MissionState> states,
    Map<String, String> labels,
    String name,
    int limit,
    After after) {

  /** Where a page ended. */
  public record After(float score, String key) {}

  public SearchQuery {
    states = Set.copyOf(states);
    labels = Map.copyOf(labels);
  }

  public boolean isFiltered() {
    return !states.isEmpty() || !labels.isEmpty() || name != null;
  }
}
