package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.LeaseAnswer;
import dev.missionmesh.mission.application.LeaseOffer.Grant;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.MissionSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;

/** Writes leases as nodes read them. */
@ApplicationScoped
class LeaseWriter {
  private final long leaseMs;
  private final MissionConfig.Limits limits;

  LeaseWriter(MissionConfig config) {
    this.leaseMs = config.lease().toMillis();
    this.limits = config.limits();
  }

  NodeMessages.Leases leases(LeaseAnswer answer) {
    var cancels =
        answer.cancels().stream()
            .map(c -> new NodeMessages.Cancel(c.missionId().toString(), c.token()))
            .toList();
    return new NodeMessages.Leases(
        answer.grants().stream().map(this::lease).toList(), cancels.isEmpty() ? null : cancels);
  }

  private NodeMessages.Lease lease(Grant grant) {
    var mission = grant.candidate();
    MissionSpec.Resources resources = mission.resources();
    return new NodeMessages.Lease(
        mission.tenant().value(),
        mission.id().toString(),
        grant.token(),
        grant.token(),
        Base64.getEncoder().encodeToString(grant.key()),
        leaseMs,
        mission.timeout().toMillis(),
        mission.spec(),
        new NodeMessages.Limits(
            resources.cpus(),
            resources.memoryBytes(),
            resources.diskBytes(),
            limits.pids(),
            limits.logBytes(),
            limits.resultBytes()),
        new NodeMessages.Policy(
            grant.receipt().snapshot(), grant.receipt().decision(), grant.receipt().rule()),
        grant.traceparent() == null ? mission.traceparent() : grant.traceparent());
  }
}
