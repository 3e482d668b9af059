package dev.missionmesh.mission.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.mission.domain.AttemptResult;
import java.time.Instant;
import java.util.List;

/** Bodies of the node protocol, as docs/architecture/contracts.md has them. */
interface NodeMessages {
  record Registration(
      String buildId,
      Integer slots,
      String backend,
      Boolean degraded,
      String degradedReason,
      List<String> executors,
      String capabilityHash) {}

  record Terms(long leaseMs, long renewEveryMs, int maxLeases) {}

  record LeaseRequest(Integer max, Integer waitMs) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Leases(List<Lease> leases, List<Cancel> cancels) {}

  record Cancel(String missionId, long token) {}

  record Lease(
      String tenant,
      String missionId,
      long attempt,
      long token,
      String keyBase64,
      long leaseMs,
      long timeoutMs,
      @JsonRawValue String spec,
      Limits limits,
      Policy policy,
      String traceparent) {}

  record Limits(
      double cpus, long memoryBytes, long diskBytes, int pids, long logBytes, long resultBytes) {}

  record Policy(String snapshot, String decision, String rule) {}

  record Renewals(List<Held> leases) {}

  record Held(String tenant, String missionId, Long token) {}

  record Renewed(List<Renewal> leases) {}

  record Renewal(String missionId, long token, String status, long expiresInMs) {}

  record Chunks(List<Chunk> chunks) {}

  record Chunk(
      String tenant,
      String missionId,
      Long attempt,
      Long token,
      Integer chunk,
      String stream,
      Instant at,
      String dataBase64) {}

  record ChunkAnswers(List<ChunkAnswer> chunks) {}

  record ChunkAnswer(String missionId, int chunk, String status) {}

  record Completions(List<Completion> completions) {}

  record Completion(
      String tenant,
      String missionId,
      Long attempt,
      Long token,
      String outcome,
      AttemptResult result,
      String sha256,
      String hmac,
      Integer logChunks,
      Long durationMs,
      MissionEvents.Sandbox sandbox,
      List<MissionEvents.Step> steps,
      MissionEvents.Usage usage) {}

  record CompletionAnswers(List<CompletionAnswer> completions) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CompletionAnswer(String missionId, long token, int status, String reason) {}
}
