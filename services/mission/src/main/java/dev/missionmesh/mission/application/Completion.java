package dev.missionmesh.mission.application;

import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.mission.domain.AttemptResult;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.Outcome;
import dev.missionmesh.tenancy.TenantId;
import java.util.List;

/**
 * What a node tells about the end of an attempt.
 *
 * @param canonical the result's RFC 8785 bytes, made here
 * @param sha256 the hash of them as the node claims it
 * @param hmac under the lease's key, as the node claims it
 */
public record Completion(
    TenantId tenant,
    MissionId id,
    String node,
    long token,
    Outcome outcome,
    AttemptResult result,
    byte[] canonical,
    String sha256,
    String hmac,
    int logChunks,
    long durationMs,
    MissionEvents.Sandbox sandbox,
    List<MissionEvents.Step> steps,
    MissionEvents.Usage usage) {
  /** Bytes in the longer of the result's two streams; exact to the padding. */
  public long longestStream() {
    int base64 = Math.max(result.stdoutBase64().length(), result.stderrBase64().length());
    return base64 / 4 * 3L - 2;
  }

  /** False when the lease was handed back unrun: there is no result to keep then. */
  public boolean ran() {
    return outcome != Outcome.RELEASED;
  }
}
