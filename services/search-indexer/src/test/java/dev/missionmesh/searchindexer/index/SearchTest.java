package dev.missionmesh.searchindexer.index;

import static dev.missionmesh.searchindexer.Facts.finished;
import static dev.missionmesh.searchindexer.Facts.id;
import static dev.missionmesh.searchindexer.Facts.log;
import static dev.missionmesh.searchindexer.Facts.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.searchindexer.domain.MissionState;
import dev.missionmesh.searchindexer.domain.SearchPage;
import dev.missionmesh.searchindexer.domain.SearchPage.Hit;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  @TempDir Path folder;
  private TemporaryIndex index;

  @BeforeEach
  void fill() {
    index = new TemporaryIndex(folder);
    index.apply(
        queued("acme", id(1), "nightly report", "team", "blue"),
        finished("acme", id(1), 3, "succeeded", "rows written: 4711\n"),
        queued("acme", id(2), "cleanup", "team", "red"),
        finished("acme", id(2), 3, "failed", ""),
        log("acme", id(2), 0, "start <b>\nTraceback: disk is fu"),
        log("acme", id(2), 1, "ll & done\nbye\n"),
        queued("other", id(3), "secret report", "team", "blue"),
        log("other", id(3), 0, "disk is full of secrets\n"));
    index.documents("acme", 4);
    index.documents("other", 2);
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void findsALineAcrossAChunkBorderAndShowsItEscaped() {
    SearchPage page = index.search("acme", "\"disk is full\"");

    assertThat(page.total()).isEqualTo(1);
    Hit hit = page.hits().getFirst();
    assertThat(hit.highlights())
        .containsExactly("Traceback: <em>disk is full</em> &amp; done");
    assertThat(hit.mission().status().state()).isEqualTo("failed");
    assertThat(hit.score()).isPositive();
  }

  @Test
  void findsMissionsByNameResultLabelAndId() {
    assertThat(missions(index.search("acme", "nightly"))).containsExactly(id(1));
    assertThat(missions(index.search("acme", "4711"))).containsExactly(id(1));
    assertThat(missions(index.search("acme", "red"))).containsExactly(id(2));
    assertThat(missions(index.search("acme", id(1)))).containsExactly(id(1));
    assertThat(missions(index.search("acme", "trace* -full"))).containsExactly(id(2));
  }

  @Test
  void anEmptyQueryListsMissionsNewestFirst() {
    assertThat(missions(index.search("acme", " "))).containsExactly(id(2), id(1));
  }

  @Test
  void filtersReachLogsThroughTheirMission() {
    assertThat(missions(search("disk", Set.of(MissionState.FAILED), Map.of("team", "red"), "cleanup")))
        .containsExactly(id(2), id(2));
    assertThat(search("disk", Set.of(MissionState.SUCCEEDED), Map.of(), null).total()).isZero();
    assertThat(search("disk", Set.of(), Map.of("team", "blue"), null).total()).isZero();
    assertThat(search("disk", Set.of(), Map.of(), "clean").total()).isZero();
    assertThat(missions(search("", Set.of(), Map.of("team", "blue"), null))).containsExactly(id(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secrets",
        "tenant:other secrets",
        "tenant:other",
        "*",
        "-nothing",
        "-nothing | secret*",
        "secret | report | disk",
        ") | (secrets",
        "\"secret report\"",
        "key:other/*",
        "other/",
        "*:*",
        "0192f000-0000-7000-8000-000000000003"
      })
  void noQueryLeavesTheTenant(String text) {
    for (Hit hit : index.search("acme", text).hits()) {
      assertThat(hit.document().key()).startsWith("acme/");
    }
    assertThat(index.search("nobody", text).total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "(((((", "+", "-", "|||", "\\", "a AND", "\"a", "~2", "a~", "\u0000", "🦊", "((a|b)"})
  void badSyntaxIsOnlyAQueryThatFindsLess(String text) {
    assertThat(index.search("acme", text).total()).isNotNegative();
  }

  @Test
  void pagesCoverEverythingOnce() {
    for (int i = 10; i < 45; i++) {
      index.apply(queued("acme", id(i), "page " + (i % 3 == 0 ? "page page" : "x")));
    }
    index.documents("acme", 39);
    for (String text : List.of("page", "")) {
      List<String> seen = new ArrayList<>();
      SearchQuery.After after = null;
      long total;
      do {
        SearchPage page =
            index.index.search(new SearchQuery("acme", text, Set.of(), Map.of(), null, 7, after));
        seen.addAll(missions(page));
        total = page.total();
        after = page.next();
      } while (after != null);
      assertThat(seen).doesNotHaveDuplicates().hasSize((int) total);
    }
  }

  private SearchPage search(
      String text, Set<MissionState> states, Map<String, String> labels, String name) {
    return index.index.search(new SearchQuery("acme", text, states, labels, name, 50, null));
  }

  private static List<String> missions(SearchPage page) {
    return page.hits().stream().map(h -> h.document().key().split("/")[1]).toList();
  }
}
