package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Records state changes that belong to no attempt. */
final class Transitions {
  private static final String INSERT =
      """
      insert into transitions (tenant_id, mission_id, sequence, state, reason, at)
      select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[], $5::text[], $6::timestamptz[])""";

  record Transition(
      TenantId tenant, MissionId id, long sequence, StateName state, String reason, Instant at) {}

  static Uni<Void> insert(SqlConnection connection, List<Transition> transitions) {
    var columns =
        new Columns<>(transitions)
            .text(t -> t.tenant().value())
            .uuid(t -> t.id().value())
            .bigint(Transition::sequence)
            .integer(t -> t.state().code())
            .text(Transition::reason)
            .time(Transition::at);
    return connection.preparedQuery(INSERT).execute(columns.parameters()).replaceWithVoid();
  }

  private Transitions() {}
}
