package dev.missionmesh.searchindexer.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.MissionEvents.Discarded;
import dev.missionmesh.events.MissionEvents.Finished;
import dev.missionmesh.events.MissionEvents.LogRecorded;
import dev.missionmesh.events.MissionEvents.Queued;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactReaderTest {
  private static final String ID = "0192f000-0000-7000-8000-000000000001";
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00.123456Z");

  @Test
  void queuedAndFinishedMakeWhatTheExportMakes() {
    Queued queued =
        new Queued(ID, "report", "command", Map.of("team", "blue"), 0, "key:x", "00", null, AT);
    Finished finished =
        new Finished(
            ID, "report", "succeeded", null, Map.of("team", "blue"), 1, "n", "exited", 0, "ab",
            "42\n", "", 1, null, List.of(), null, AT, AT, Instant.parse("2026-11-21T12:00:02Z"));

    MissionFacts first = (MissionFacts) read(EventTypes.MISSION_QUEUED, 1, queued);
    MissionFacts last = (MissionFacts) read(EventTypes.MISSION_FINISHED, 9, finished);
    MissionFacts mission = last.merge(first);

    assertThat(mission.identity().executor()).isEqualTo("command");
    assertThat(mission.identity().labels()).containsEntry("team", "blue");
    assertThat(mission.status().sequence()).isEqualTo(9);
    assertThat(mission.status().stdout()).isEqualTo("42\n");
    assertThat(mission.status().exitCode()).isZero();
    assertThat(mission.status().endedAt()).isEqualTo(Instant.parse("2026-11-21T12:00:02Z"));
  }

  @Test
  void aLogLineKeepsItsBytes() {
    LogRecorded log = new LogRecorded(ID, 1, 0, 7, "stdout", AT, "NDIK");

    LogChunk chunk = (LogChunk) read(EventTypes.LOG_RECORDED, 7, log);

    assertThat(chunk.data()).isEqualTo("42\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatChangesNoDocumentIsPassedOver() {
    IncomingEvent event =
        event("acme", ID, EventTypes.MISSION_DISCARDED, 11, EventJson.write(new Discarded(ID, "p")));

    assertThat(FactReader.read(event)).isEmpty();
  }

  @Test
  void whatCanNeverBeReadIsMalformed() {
    byte[] data = EventJson.write(new LogRecorded(ID, 1, 0, 7, "stdout", AT, "NDIK"));
    byte[] noBase64 = EventJson.write(new LogRecorded(ID, 1, 0, 7, "stdout", AT, "%%"));
    byte[] negative = EventJson.write(new LogRecorded(ID, 1, -4, 7, "stdout", AT, ""));
    byte[] noStream = EventJson.write(new LogRecorded(ID, 1, 0, 7, null, AT, ""));

    malformed(event("Not A Tenant", ID, EventTypes.LOG_RECORDED, 7, data));
    malformed(event("acme", "no-id", EventTypes.LOG_RECORDED, 7, data));
    malformed(event("acme", ID, EventTypes.LOG_RECORDED, 7, noBase64));
    malformed(event("acme", ID, EventTypes.LOG_RECORDED, 7, negative));
    malformed(event("acme", ID, EventTypes.LOG_RECORDED, 7, noStream));
    malformed(event("acme", ID, EventTypes.LOG_RECORDED, 7, new byte[] {'{'}));
    malformed(event("acme", ID, EventTypes.LOG_RECORDED, 7, null));
    malformed(event("acme", ID, EventTypes.MISSION_FINISHED, 7, new byte[] {'{', '}'}));
  }

  private static void malformed(IncomingEvent event) {
    assertThatThrownBy(() -> FactReader.read(event)).isInstanceOf(MalformedEvent.class);
  }

  private static Object read(String type, long sequence, Object data) {
    return FactReader.read(event("acme", ID, type, sequence, EventJson.write(data))).orElseThrow();
  }

  private static IncomingEvent event(
      String tenant, String subject, String type, long sequence, byte[] data) {
    return new IncomingEvent(
        "e", type, subject, tenant, sequence, AT, "mission", "t", 0, 0, null, data);
  }
}
