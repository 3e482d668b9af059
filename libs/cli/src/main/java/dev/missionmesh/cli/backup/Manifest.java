package dev.missionmesh.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one backup holds.
 *
 * @param mesh version of the mesh that made it
 * @param postgres major version of PostgreSQL
 * @param system identifier of the database system: that of the mesh, kept over restores
 * @param startedAt when copying began
 * @param consistentAt the earliest moment that can be restored, by PostgreSQL's clock
 * @param firstSegment name of the first segment of the log of changes that a restore needs
 * @param lastSegment name of the last one without which nothing can be restored
 * @param files every file, in the order in which they were copied
 */
record Manifest(
    String mesh,
    int postgres,
    String system,
    Instant startedAt,
    Instant consistentAt,
    String firstSegment,
    String lastSegment,
    List<CopiedFile> files) {
  /** Version of the layout of a backup; greater ones are not understood. */
  static final int FORMAT = 1;

  Manifest {
    files = List.copyOf(files);
  }

  long bytes() {
    return files.stream().mapToLong(CopiedFile::size).sum();
  }

  ObjectNode json() {
    ObjectNode json =
        Documents.object()
            .put("format", FORMAT)
            .put("mesh", mesh)
            .put("postgres", postgres)
            .put("system", system)
            .put("startedAt", startedAt.toString())
            .put("consistentAt", consistentAt.toString())
            .put("firstSegment", firstSegment)
            .put("lastSegment", lastSegment);
    var list = json.putArray("files");
    files.forEach(file -> list.add(file.json()));
    return json;
  }

  /** Fails with {@link IllegalArgumentException} on what {@link #json} has not written. */
  static Manifest of(JsonNode json) {
    var files = new ArrayList<CopiedFile>();
    json.path("files").forEach(file -> files.add(CopiedFile.of(file)));
    return new Manifest(
        text(json, "mesh"),
        json.path("postgres").asInt(),
        text(json, "system"),
        Instant.parse(text(json, "startedAt")),
        Instant.parse(text(json, "consistentAt")),
        text(json, "firstSegment"),
        text(json, "lastSegment"),
        files);
  }

  static String text(JsonNode json, String member) {
    if (!json.path(member).isTextual()) throw new IllegalArgumentException("no " + member);
    return json.path(member).asText();
  }
}
