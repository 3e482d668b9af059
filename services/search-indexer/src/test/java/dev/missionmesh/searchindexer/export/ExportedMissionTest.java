package dev.missionmesh.searchindexer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What events make of the same mission stands in {@code FactReaderTest}. */
class ExportedMissionTest {
  private static final String PAGE =
      """
      {"items":[{"tenant":"acme","sequence":9,"mission":{"id":"0192f000-0000-7000-8000-000000000001","tenant":"acme",
        "name":"report","executor":"command","state":"succeeded","reason":null,"labels":{"team":"blue"},"priority":0,
        "queuedAt":"2026-11-21T12:00:00.123456Z","startedAt":"2026-11-21T12:00:01Z","endedAt":"2026-11-21T12:00:02Z","why":"x",
        "attempts":[{"number":1,"node":"n","outcome":"exited","exitCode":0,"reason":null}],
        "result":{"exitCode":0,"stdout":"42\\n","stderr":"","truncated":false,"sha256":"ab"}},
        "logText":[{"sequence":7,"attempt":1,"chunk":0,"stream":"stdout","at":"2026-11-21T12:00:01.5Z","text":"42\\n","dataBase64":"NDIK"}]}],
       "next":null}
      """;

  @Test
  void readsAMissionAndItsLogFromTheExport() {
    var page = EventJson.read(PAGE.getBytes(StandardCharsets.UTF_8), ExportedMission.Page.class);

    var facts = page.items().getFirst().facts();

    MissionFacts mission = (MissionFacts) facts.getFirst();
    assertThat(mission.identity().executor()).isEqualTo("command");
    assertThat(mission.identity().labels()).containsEntry("team", "blue");
    assertThat(mission.status().sequence()).isEqualTo(9);
    assertThat(mission.status().stdout()).isEqualTo("42\n");
    assertThat(mission.status().exitCode()).isZero();
    assertThat(mission.status().endedAt()).isEqualTo(Instant.parse("2026-11-21T12:00:02Z"));
    LogChunk log = (LogChunk) facts.get(1);
    assertThat(log.data()).isEqualTo("42\n".getBytes(StandardCharsets.UTF_8));
    assertThat(log.sequence()).isEqualTo(7);
  }

  @Test
  void aMissionThatHasNotEndedShowsNoEarlierResult() {
    String running = PAGE.replace("\"succeeded\"", "\"waiting_retry\"");
    var page = EventJson.read(running.getBytes(StandardCharsets.UTF_8), ExportedMission.Page.class);

    MissionFacts mission = (MissionFacts) page.items().getFirst().facts().getFirst();

    assertThat(mission.status().stdout()).isEmpty();
    assertThat(mission.status().endedAt()).isNull();
    assertThat(mission.status().exitCode()).isNull();
  }
}
