package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads missions of one tenant. */
public interface MissionQueries {
  /** What a page is to hold; each member null or empty for any. */
  record Filter(StateName state, String name, Map<String, String> labels) {}

  /** A result as stored, with its hash. */
  record StoredResult(byte[] canonical, String sha256) {}

  /** The mission with attempts and result. */
  Uni<Optional<MissionRecord>> find(TenantId tenant, MissionId id);

  /** Missions before {@code before} (null: from the newest), newest first, without results. */
  Uni<List<MissionRecord>> page(TenantId tenant, Filter filter, MissionId before, int limit);

  /** What the latest attempt left; empty if it left nothing yet or there is no such mission. */
  Uni<Optional<StoredResult>> result(TenantId tenant, MissionId id);

  /** Log lines after a sequence number, in order; empty if there is no such mission. */
  Uni<Optional<List<LogLine>>> logs(TenantId tenant, MissionId id, long after, int limit);
}
