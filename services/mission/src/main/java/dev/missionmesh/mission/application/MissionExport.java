package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Reads missions whole: of all tenants, for an index that is rebuilt, or of one that is exported. */
public interface MissionExport {
  /** Where an export stands. */
  record Place(TenantId tenant, MissionId id) {}

  /** A mission with what it printed. */
  record Exported(MissionRecord mission, List<LogLine> log) {}

  /**
   * Missions after a place (null: from the first) in (tenant, id) order; fewer than the limit if
   * their logs are long, none at the end.
   */
  Uni<List<Exported>> page(Place after, int limit);

  /** The same of one tenant, after a mission (null: from the first). */
  Uni<List<Exported>> pageOf(TenantId tenant, MissionId after, int limit);
}
