package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Keeps leases alive. */
public interface LeaseRenewals {
  /** A lease that a node believes to hold. */
  record Held(TenantId tenant, MissionId id, long token) {}

  /** What is true of it. */
  enum Status {
    HELD,
    LOST,
    CANCEL
  }

  /** Prolongs those of the leases that the node does hold; one status per lease, in order. */
  Uni<List<Status>> renew(String node, List<Held> leases);
}
