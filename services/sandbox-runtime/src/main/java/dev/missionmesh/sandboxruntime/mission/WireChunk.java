package dev.missionmesh.sandboxruntime.mission;

import dev.missionmesh.sandboxruntime.domain.LogChunk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A log chunk as mission reads it. */
record WireChunk(
    String tenant,
    String missionId,
    int attempt,
    long token,
    int chunk,
    String stream,
    Instant at,
    byte[] dataBase64) {
  static WireChunk of(LogChunk c) {
    return new WireChunk(
        c.ref().tenant(),
        c.ref().missionId(),
        c.attempt(),
        c.ref().token(),
        c.number(),
        c.stream().wireName(),
        c.at().truncatedTo(ChronoUnit.MICROS),
        c.data());
  }
}
