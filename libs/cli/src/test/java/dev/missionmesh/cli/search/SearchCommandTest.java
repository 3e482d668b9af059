package dev.missionmesh.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Style;
import org.junit.jupiter.api.Test;

class SearchCommandTest {
  @Test
  void marksTheWordsThatMatched() throws Exception {
    var hits =
        Documents.parse(
            """
            {"items":[{"missionId":"m1","kind":"log","name":null,"state":"succeeded","score":1.234,
              "highlights":["the <em>answer</em> is 42","a &lt; b &amp;amp; <em>answer</em>"]}]}
            """);

    assertThat(SearchCommand.table(hits, Style.PLAIN).lines(Style.PLAIN, 0))
        .containsExactly(
            "MISSION  KIND  STATE      NAME  SCORE  FOUND",
            "m1       log   succeeded  -     1.23   the [answer] is 42 … a < b &amp; [answer]");
  }

  @Test
  void keepsItsMarksBalancedWhenACellWasCut() {
    Style colour = new Style(true);

    assertThat(SearchCommand.marks("an [answer] and an [ans…", colour))
        .isEqualTo("an \033[1m[answer]\033[0m and an [ans…");
  }
}
