package dev.missionmesh.searchindexer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import dev.missionmesh.searchindexer.domain.SearchQuery.After;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
  private static final SearchQuery QUERY = query("acme", "disk");
  private static final String CURSOR = Cursors.after(QUERY, new After(1.5f, "acme/m1"));

  @Test
  void continuesTheSearchItCameFrom() {
    assertThat(Cursors.resume(QUERY, CURSOR).after()).isEqualTo(new After(1.5f, "acme/m1"));
  }

  @Test
  void fitsNoOtherQueryAndNoOtherTenant() {
    assertThatThrownBy(() -> Cursors.resume(query("acme", "other"), CURSOR))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Cursors.resume(query("rival", "disk"), CURSOR))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Cursors.documentsAfter("acme", CURSOR))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Cursors.documentsAfter("rival", Cursors.documents("acme", "acme/m1")))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!", "AAAA", "null", "../..", "ü"})
  void whatIsNoCursorIsRefusedByName(String text) {
    assertThatThrownBy(() -> Cursors.resume(QUERY, text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.errors().getFirst().where()).isEqualTo("cursor"));
  }

  private static SearchQuery query(String tenant, String text) {
    return new SearchQuery(tenant, text, Set.of(), Map.of(), null, 10, null);
  }
}
