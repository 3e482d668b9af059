package dev.missionmesh.mission.application;

import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A chunk of output as callers see it; U+FFFD stands for what is not UTF-8, the bytes are beside
 * it.
 */
public record LogLine(
    @Schema(description = "Rises within the mission.") long sequence,
    long attempt,
    int chunk,
    @Schema(enumeration = {"stdout", "stderr"}) String stream,
    Instant at,
    @Schema(description = "With U+FFFD for what is not UTF-8.") String text,
    @Schema(contentEncoding = "base64") String dataBase64) {
  public static LogLine of(
      long sequence, long attempt, int chunk, LogStream stream, Instant at, byte[] data) {
    return new LogLine(
        sequence,
        attempt,
        chunk,
        stream.text(),
        at,
        OutputText.of(data),
        Base64.getEncoder().encodeToString(data));
  }
}
