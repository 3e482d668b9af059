package dev.missionmesh.telemetry.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.RollUp;
import dev.missionmesh.telemetry.domain.RollUpChange;
import dev.missionmesh.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RollUpReaderTest {
  private static final TenantId ACME = new TenantId("acme");
  private final List<Fact> facts = new ArrayList<>();

  @Test
  void derivesWhatWaitsAndWhatRuns() {
    for (int i = 0; i < 6; i++) add(EventTypes.MISSION_QUEUED, "{}");
    for (int i = 0; i < 4; i++) add(EventTypes.MISSION_STARTED, "{}");
    add(
        EventTypes.MISSION_FINISHED,
        "{\"state\":\"succeeded\",\"outcome\":\"exited\",\"startedAt\":\"x\"}");
    add(EventTypes.MISSION_RETRY_SCHEDULED, "{}");
    add(
        EventTypes.MISSION_FINISHED,
        "{\"state\":\"cancelled\",\"outcome\":\"exited\",\"startedAt\":\"x\"}");
    add(
        EventTypes.MISSION_FINISHED,
        "{\"state\":\"cancelled\",\"outcome\":\"cancelled\",\"startedAt\":\"x\"}");
    add(EventTypes.MISSION_FINISHED, "{\"labels\":{\"state\":\"failed\"},\"state\":\"cancelled\"}");

    RollUp rollUp = new RollUp(RollUpReader.of(facts).totals().get(ACME), Map.of());

    assertThat(rollUp.waiting()).isEqualTo(1);
    assertThat(rollUp.running()).isEqualTo(1);
    assertThat(rollUp.total("finished-cancelled")).isEqualTo(3);
    assertThat(rollUp.total("finished-succeeded")).isEqualTo(1);
  }

  @Test
  void keepsTheLatestStateOfANode() {
    add(EventTypes.NODE_REGISTERED, "{\"node\":\"a\"}");
    add(EventTypes.NODE_REGISTERED, "{\"node\":\"b\"}");
    add(EventTypes.NODE_STATE_CHANGED, "{\"node\":\"a\",\"to\":\"STALE\"}");
    add(EventTypes.NODE_STATE_CHANGED, "{\"node\":\"b\",\"to\":\"../../etc\"}");
    assertThat(RollUpReader.of(facts).nodes()).isEqualTo(Map.of("a", "STALE", "b", "ONLINE"));
  }

  @Test
  void rubbishAddsNothing() {
    for (String data : List.of("", "[1]", "{\"state\":", "{\"state\":\"odd\"}", "\u0000")) {
      add(EventTypes.MISSION_FINISHED, data);
    }
    RollUpChange change = RollUpReader.of(facts);
    assertThat(change.totals()).isEmpty();
  }

  private void add(String type, String data) {
    facts.add(
        new Fact(
            UUID.randomUUID(),
            type,
            Instant.EPOCH,
            "mission",
            "m",
            ACME,
            "mesh.mission.events",
            1,
            data.getBytes(StandardCharsets.UTF_8)));
  }
}
