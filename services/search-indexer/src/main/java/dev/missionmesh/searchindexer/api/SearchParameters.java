package dev.missionmesh.searchindexer.api;

import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.searchindexer.domain.MissionState;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The query parameters of a search, checked. */
record SearchParameters(
    String tenant, String q, List<String> state, List<String> label, String name) {
  private static final int LONGEST_QUERY = 1000;
  private static final int MOST_LABELS = 20;

  SearchQuery query(String limit, String cursor) {
    String text = Objects.requireNonNullElse(q, "");
    if (text.length() > LONGEST_QUERY) {
      throw invalid("q", "must be at most " + LONGEST_QUERY + " characters");
    }
    SearchQuery first =
        new SearchQuery(tenant, text, states(), labels(), name, PageSize.of(limit), null);
    return Cursors.resume(first, cursor);
  }

  private Set<MissionState> states() {
    return state.stream()
        .map(
            s ->
                MissionState.of(s).orElseThrow(() -> invalid("state", "is not a mission's state")))
        .collect(Collectors.toSet());
  }

  private Map<String, String> labels() {
    if (label.size() > MOST_LABELS) {
      throw invalid("label", "may be given at most " + MOST_LABELS + " times");
    }
    Map<String, String> labels = new HashMap<>();
    for (String pair : label) {
      int at = pair.indexOf('=');
      if (at < 1) {
        throw invalid("label", "must be key=value");
      }
      String other = labels.put(pair.substring(0, at), pair.substring(at + 1));
      if (other != null && !other.equals(pair.substring(at + 1))) {
        throw invalid("label", "names one key twice");
      }
    }
    return labels;
  }

  static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        Problem.INVALID_REQUEST,
        "A query parameter is not valid.",
        FieldError.parameter(parameter, detail));
  }
}
