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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** A document of the index, field by field; the same however it came in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DocumentView.Mission.class, name = "mission"),
  @JsonSubTypes.Type(value = DocumentView.Log.class, name = "log")
})
@Schema(
    name = "Document",
    oneOf = {DocumentView.Mission.class, DocumentView.Log.class},
    discriminatorProperty = "kind",
    discriminatorMapping = {
      @DiscriminatorMapping(value = "mission", schema = DocumentView.Mission.class),
      @DiscriminatorMapping(value = "log", schema = DocumentView.Log.class)
    })
sealed interface DocumentView {
  /** A mission with the beginning of its result. */
  @Schema(
      name = "MissionDocument",
      properties = @SchemaProperty(name = "kind", type = SchemaType.STRING, enumeration = "mission"))
  record Mission(
      String id,
      @Schema(format = "uuid") String missionId,
      @Schema(nullable = true) String name,
      @Schema(nullable = true) String executor,
      @Schema(nullable = true) Map<String, String> labels,
      @Schema(nullable = true) Instant queuedAt,
      @Schema(nullable = true) String state,
      @Schema(nullable = true) String reason,
      @Schema(nullable = true) Instant endedAt,
      @Schema(nullable = true) Integer exitCode,
      @Schema(nullable = true) String resultSha256,
      @Schema(nullable = true) String stdout,
      @Schema(nullable = true) String stderr)
      implements DocumentView {}

  /** A chunk of a mission's log; its first line is whole even where the chunk before cut it. */
  @Schema(
      name = "LogDocument",
      properties = @SchemaProperty(name = "kind", type = SchemaType.STRING, enumeration = "log"))
  record Log(
      String id,
      @Schema(format = "uuid") String missionId,
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
