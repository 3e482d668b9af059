package dev.missionmesh.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Data of the events on {@code mesh.mission.events} and {@code mesh.mission.logs}; subject = mission id. */
public interface MissionEvents {
  /**
   * A policy decision as recorded.
   *
   * @param snapshot digest of the snapshot that decided, {@code sha256:<hex>}
   * @param decision {@code allow}, {@code deny} or {@code require-approval}
   * @param rule id of the deciding rule, or {@code default}
   */
  record Decision(String snapshot, String decision, String rule) {}

  /** A mission was accepted. {@code specSha256} is the hash of its canonical request. */
  record Queued(
      String missionId,
      String name,
      String executor,
      Map<String, String> labels,
      int priority,
      String principal,
      String specSha256,
      Decision policy,
      Instant queuedAt) {}

  /** A node leased the mission. */
  record Started(
      String missionId, int attempt, String node, long token, Decision policy, Instant startedAt) {}

  /** An attempt ended without success and another follows. */
  record RetryScheduled(
      String missionId,
      int attempt,
      String node,
      String outcome,
      Integer exitCode,
      String resultSha256,
      Instant nextRunAt,
      Sandbox sandbox,
      List<Step> steps) {}

  /** The lease was lost or handed back; the mission waits for another node. */
  record Requeued(String missionId, int attempt, String node, String reason, int lostLeases) {}

  /**
   * The mission reached a final state.
   *
   * @param stdoutExcerpt the first characters of what was printed, for the index; never the whole
   */
  record Finished(
      String missionId,
      String name,
      String state,
      String reason,
      Map<String, String> labels,
      int attempts,
      String node,
      String outcome,
      Integer exitCode,
      String resultSha256,
      String stdoutExcerpt,
      String stderrExcerpt,
      int logChunks,
      Sandbox sandbox,
      List<Step> steps,
      Usage usage,
      Instant queuedAt,
      Instant startedAt,
      Instant endedAt) {}

  /** A dead letter was discarded by a principal. */
  record Discarded(String missionId, String principal) {}

  /** A chunk of output; {@code sequence} is the mission's own and orders logs and states together. */
  record LogRecorded(
      String missionId,
      int attempt,
      int chunk,
      long sequence,
      String stream,
      Instant at,
      String dataBase64) {}

  /** In what the attempt ran. */
  record Sandbox(String backend, boolean degraded, String degradedReason) {}

  /** A step of the sandbox's life, in milliseconds. */
  record Step(String name, Instant at, long durationMs) {}

  /** What the attempt used. */
  record Usage(long cpuMs, long memoryPeakBytes) {}
}
