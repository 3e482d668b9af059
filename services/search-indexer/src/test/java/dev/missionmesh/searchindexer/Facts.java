package dev.missionmesh.searchindexer;

import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.MissionIdentity;
import dev.missionmesh.searchindexer.domain.MissionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Facts for tests. */
public final class Facts {
  public static final Instant AT = Instant.parse("2026-11-21T12:00:00.123456Z");

  public static MissionFacts queued(String tenant, String id, String name, String... labels) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return new MissionFacts(
        tenant,
        id,
        new MissionIdentity(name, "command", map, AT),
        MissionStatus.pending(1, "queued"));
  }

  public static MissionFacts started(String tenant, String id, long sequence) {
    return new MissionFacts(tenant, id, null, MissionStatus.pending(sequence, "running"));
  }

  public static MissionFacts finished(
      String tenant, String id, long sequence, String state, String stdout) {
    return new MissionFacts(
        tenant,
        id,
        null,
        new MissionStatus(
            sequence, state, null, AT.plusSeconds(3), 0, "ab".repeat(32), stdout, ""));
  }

  public static LogChunk log(String tenant, String id, int chunk, String text) {
    return log(tenant, id, chunk, "stdout", text.getBytes(StandardCharsets.UTF_8));
  }

  public static LogChunk log(String tenant, String id, int chunk, String stream, byte[] data) {
    return new LogChunk(tenant, id, 1, chunk, 10 + chunk, stream, AT.plusMillis(chunk), data);
  }

  /** A mission id that sorts by {@code number}. */
  public static String id(int number) {
    return "0192f000-0000-7000-8000-%012d".formatted(number);
  }

  private Facts() {}
}
