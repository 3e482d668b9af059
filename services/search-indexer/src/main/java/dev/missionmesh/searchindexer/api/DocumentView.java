package dev.missionmesh.searchindexer.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.missionmesh.searchindexer.domain.DocumentKey;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.IndexedChunk;
import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.MissionIdentity;
import dev.missionmesh.searchindexer.domain.MissionStatus;
import java.time.Instant;
import java.util.Map;

/** A document of the index, field by field; the same however it came in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DocumentView.Mission.class, name = "mission"),
  @JsonSubTypes.Type(value = DocumentView.Log.class, name = "log")
})
sealed interface DocumentView {
  /** A mission with the beginning of its result. */
  record Mission(
      String id,
      String missionId,
      String name,
      String executor,
      Map<String, String> labels,
      Instant queuedAt,
      String state,
      String reason,
      Instant endedAt,
      Integer exitCode,
      String resultSha256,
      String stdout,
      String stderr)
      implements DocumentView {}

  /** A chunk of a mission's log; its first line is whole even where the chunk before cut it. */
  record Log(
      String id,
      String missionId,
      int attempt,
      int chunk,
      long sequence,
      String stream,
      Instant at,
      String text)
      implements DocumentView {}

  static DocumentView of(Indexed indexed) {
    String id = DocumentKey.withoutTenant(indexed.key());
    return switch (indexed) {
      case MissionFacts facts -> mission(id, facts);
      case IndexedChunk chunk -> log(id, chunk);
    };
  }

  private static DocumentView mission(String id, MissionFacts facts) {
    MissionIdentity who =
        facts.identity() != null ? facts.identity() : new MissionIdentity(null, null, null, null);
    MissionStatus status =
        facts.status() != null ? facts.status() : MissionStatus.pending(0, null);
    return new Mission(
        id,
        facts.missionId(),
        who.name(),
        who.executor(),
        who.labels(),
        who.queuedAt(),
        status.state(),
        status.reason(),
        status.endedAt(),
        status.exitCode(),
        status.resultSha256(),
        status.stdout(),
        status.stderr());
  }

  private static DocumentView log(String id, IndexedChunk indexed) {
    LogChunk chunk = indexed.chunk();
    return new Log(
        id,
        chunk.missionId(),
        chunk.attempt(),
        chunk.chunk(),
        chunk.sequence(),
        chunk.stream(),
        chunk.at(),
        indexed.text());
  }
}
