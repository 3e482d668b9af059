package dev.missionmesh.mission.application;

import java.time.Instant;
import java.util.Base64;

/**
 * A chunk of output as callers see it; U+FFFD stands for what is not UTF-8, the bytes are beside
 * it.
 */
public record LogLine(
    long sequence,
    long attempt,
    int chunk,
    String stream,
    Instant at,
    String text,
    String dataBase64) {
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
