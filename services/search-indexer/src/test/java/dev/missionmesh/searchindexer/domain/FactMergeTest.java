package dev.missionmesh.searchindexer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.searchindexer.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FactMergeTest {
  private final Map<String, Indexed> index = new HashMap<>();

  @Test
  void anOlderEventNeverOverwritesNewerState() {
    apply(Facts.queued("acme", "m", "n"), Facts.finished("acme", "m", 3, "succeeded", "42"));
    apply(Facts.started("acme", "m", 2), Facts.queued("acme", "m", "n"));

    MissionFacts mission = (MissionFacts) index.get("acme/m");
    assertThat(mission.status().state()).isEqualTo("succeeded");
    assertThat(mission.identity().executor()).isEqualTo("command");
  }

  @Test
  void oneBatchWritesAMissionOnce() {
    FactMerge merge = new FactMerge(index::get);
    merge.add(Facts.queued("acme", "m", "n"));
    merge.add(Facts.started("acme", "m", 2));
    merge.add(Facts.finished("acme", "m", 3, "failed", ""));

    assertThat(merge.changed()).containsOnlyKeys("acme/m");
    assertThat(merge.isNew("acme/m")).isTrue();
  }

  @Test
  void repetitionChangesNothing() {
    apply(Facts.queued("acme", "m", "n"), Facts.log("acme", "m", 0, "a\nb"));

    FactMerge again = new FactMerge(index::get);
    again.add(Facts.queued("acme", "m", "n"));
    again.add(Facts.log("acme", "m", 0, "a\nb"));

    assertThat(again.changed()).isEmpty();
  }

  @Test
  void aLineCutByAChunkBorderIsWholeInTheChunkThatEndsIt() {
    apply(Facts.log("acme", "m", 0, "first\nhel"), Facts.log("acme", "m", 1, "lo world\nlast\n"));

    assertThat(text("m", 1)).isEqualTo("hello world\nlast\n");
  }

  @Test
  void streamsDoNotMixInALine() {
    apply(
        Facts.log("acme", "m", 0, "stdout", "hel".getBytes(StandardCharsets.UTF_8)),
        Facts.log("acme", "m", 1, "stderr", "oops ".getBytes(StandardCharsets.UTF_8)),
        Facts.log("acme", "m", 2, "stdout", "lo\n".getBytes(StandardCharsets.UTF_8)),
        Facts.log("acme", "m", 3, "stderr", "again\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(text("m", 2)).isEqualTo("hello\n");
    assertThat(text("m", 3)).isEqualTo("oops again\n");
  }

  @Test
  void aChunkThatCameLateCompletesTheOnesAfterIt() {
    apply(Facts.log("acme", "m", 2, "c\n"), Facts.log("acme", "m", 1, "b"));
    apply(Facts.log("acme", "m", 0, "a"));

    assertThat(text("m", 2)).isEqualTo("abc\n");
  }

  @RepeatedTest(60)
  void anyOrderAndAnyRepetitionGiveTheSameDocuments(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Fact> facts = history(random);
    apply(facts.toArray(Fact[]::new));
    Map<String, Indexed> inOrder = new HashMap<>(index);

    index.clear();
    List<Fact> shuffled = new ArrayList<>(facts);
    for (int i = 0; i < facts.size() / 2; i++) {
      shuffled.add(facts.get(random.nextInt(facts.size())));
    }
    Collections.shuffle(shuffled, random);
    while (!shuffled.isEmpty()) {
      List<Fact> batch = shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(9)));
      apply(batch.toArray(Fact[]::new));
      batch.clear();
    }

    assertThat(index).isEqualTo(inOrder);
  }

  /** A few missions with states, and logs of multi-byte text cut anywhere. */
  private static List<Fact> history(Random random) {
    List<Fact> facts = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      String id = "m" + m;
      facts.add(Facts.queued("acme", id, "name " + m, "k", "v"));
      facts.add(Facts.started("acme", id, 2));
      facts.add(Facts.finished("acme", id, 40, random.nextBoolean() ? "failed" : "succeeded", "x"));
      byte[] output = "größe 一二三\nüber-lang 🦊 \n".repeat(9).getBytes(StandardCharsets.UTF_8);
      int chunk = 0;
      for (int at = 0; at < output.length; ) {
        int end = Math.min(output.length, at + 1 + random.nextInt(40));
        String stream = random.nextInt(4) == 0 ? "stderr" : "stdout";
        facts.add(Facts.log("acme", id, chunk++, stream, Arrays.copyOfRange(output, at, end)));
        at = end;
      }
    }
    return facts;
  }

  private void apply(Fact... facts) {
    FactMerge merge = new FactMerge(index::get);
    for (Fact fact : facts) {
      merge.add(fact);
    }
    merge.changed().keySet().forEach(k -> assertThat(merge.isNew(k)).isEqualTo(!index.containsKey(k)));
    index.putAll(merge.changed());
  }

  private String text(String id, int chunk) {
    return ((IndexedChunk) index.get(DocumentKey.ofChunk("acme", id, 1, chunk))).text();
  }
}
