package dev.missionmesh.sandboxruntime.mission;

import dev.missionmesh.sandboxruntime.domain.Executor;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.LeaseRef;
import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.domain.MissionSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A lease as mission writes it. */
record WireLease(
    String tenant,
    String missionId,
    int attempt,
    long token,
    byte[] keyBase64,
    long leaseMs,
    long timeoutMs,
    Spec spec,
    Limits limits,
    String traceparent) {
  record Spec(
      String executor,
      List<String> command,
      MissionSpec.Script script,
      Map<String, String> env,
      String stdin) {}

  /**
   * The lease in the node's own terms.
   *
   * @throws IllegalArgumentException if this node cannot run it
   */
  Lease lease() {
    return new Lease(
        new LeaseRef(tenant, missionId, token),
        attempt,
        keyBase64,
        Duration.ofMillis(leaseMs),
        Duration.ofMillis(timeoutMs),
        new MissionSpec(
            Executor.valueOf(spec.executor.toUpperCase(Locale.ROOT)),
            spec.command,
            spec.script,
            spec.env,
            spec.stdin),
        limits,
        traceparent);
  }
}
