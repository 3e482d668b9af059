package dev.missionmesh.searchindexer.export;

import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.MissionIdentity;
import dev.missionmesh.searchindexer.domain.MissionState;
import dev.missionmesh.searchindexer.domain.MissionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An item of mission's export, as far as the index needs it, and the facts it holds: the same that events tell. */
record ExportedMission(String tenant, long sequence, View mission, List<Line> logText) {
  /** A page of the export. */
  record Page(List<ExportedMission> items, String next) {}

  /** Part of {@code MissionView}. */
  record View(
      String id,
      String name,
      String executor,
      String state,
      String reason,
      Map<String, String> labels,
      Instant queuedAt,
      Instant endedAt,
      List<Attempt> attempts,
      Result result) {}

  /** Part of an attempt. */
  record Attempt(int number, Integer exitCode) {}

  /** Part of a result. */
  record Result(String stdout, String stderr, String sha256) {}

  /** Part of {@code LogLine}. */
  record Line(
      long sequence, int attempt, int chunk, String stream, Instant at, String dataBase64) {}

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    MissionIdentity who =
        new MissionIdentity(
            mission.name, mission.executor, mission.labels, mission.queuedAt);
    facts.add(new MissionFacts(tenant, mission.id, who, status()));
    if (logText != null) {
      logText.forEach(line -> facts.add(chunk(line)));
    }
    return facts;
  }

  private MissionStatus status() {
    boolean ended = MissionState.of(mission.state).map(MissionState::isFinal).orElse(false);
    if (!ended) {
      return MissionStatus.pending(sequence, mission.state);
    }
    Result result = mission.result;
    return new MissionStatus(
        sequence,
        mission.state,
        mission.reason,
        mission.endedAt,
        exitCode(),
        result == null ? null : result.sha256,
        result == null ? null : result.stdout,
        result == null ? null : result.stderr);
  }

  private Integer exitCode() {
    List<Attempt> attempts = mission.attempts;
    return attempts == null || attempts.isEmpty() ? null : attempts.getLast().exitCode;
  }

  private LogChunk chunk(Line line) {
    return new LogChunk(
        tenant,
        mission.id,
        line.attempt,
        line.chunk,
        line.sequence,
        line.stream,
        line.at,
        Base64.getDecoder().decode(line.dataBase64));
  }
}
