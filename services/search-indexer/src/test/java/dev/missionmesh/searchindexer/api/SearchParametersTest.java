package dev.missionmesh.searchindexer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.searchindexer.domain.MissionState;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchParametersTest {
  @Test
  void readsFilters() {
    SearchQuery query =
        new SearchParameters("acme", "disk", List.of("failed"), List.of("a=b=c"), "n")
            .query("5", null);

    assertThat(query.states()).containsExactly(MissionState.FAILED);
    assertThat(query.labels()).isEqualTo(Map.of("a", "b=c"));
    assertThat(query.limit()).isEqualTo(5);
  }

  @Test
  void namesTheParameterToBlame() {
    refused("state", "x", List.of("nope"), List.of(), null);
    refused("label", "x", List.of(), List.of("novalue"), null);
    refused("label", "x", List.of(), List.of("a=1", "a=2"), null);
    refused("q", "x".repeat(2000), List.of(), List.of(), null);
    for (String limit : List.of("0", "-1", "201", "abc", "99999999999", "")) {
      refused("limit", "x", List.of(), List.of(), limit);
    }
  }

  private static void refused(
      String parameter, String q, List<String> state, List<String> label, String limit) {
    assertThatThrownBy(() -> new SearchParameters("acme", q, state, label, null).query(limit, null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.errors().getFirst().where()).isEqualTo(parameter));
  }
}
