package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.LogLine;
import dev.missionmesh.mission.application.MissionQueries;
import dev.missionmesh.mission.application.MissionRecord;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.SpecJson;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads as the tenant: what row-level security hides is not there. */
@ApplicationScoped
class PostgresMissionQueries implements MissionQueries {
  private static final String FIND =
      "select " + MissionRecords.COLUMNS + " from missions m where m.tenant_id = $1 and m.id = $2";

  private static final String PAGE =
      "select "
          + MissionRecords.COLUMNS
          + """
             from missions m
            where m.tenant_id = $1 and ($2::uuid is null or m.id < $2) and ($3::int is null or m.state = $3)
              and ($4::text is null or m.name = $4) and ($5::text is null or m.labels @> $5::jsonb)
            order by m.id desc limit $6""";

  private static final String EXISTS = "select 1 from missions where tenant_id = $1 and id = $2";

  private final Pool api;

  PostgresMissionQueries(Pool api) {
    this.api = api;
  }

  @Override
  public Uni<Optional<MissionRecord>> find(TenantId tenant, MissionId id) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(MissionRecords::bare)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : complete(c, found.getFirst()).map(Optional::of)));
  }

  /** Adds the attempts of a mission that has had one, and the result of the latest. */
  private static Uni<MissionRecord> complete(SqlConnection c, MissionRecord mission) {
    if (mission.startedAt() == null) return Uni.createFrom().item(mission);
    return Uni.combine()
        .all()
        .unis(
            MissionRecords.withAttempts(c, List.of(mission)),
            resultOf(c, mission.tenant(), mission.id()))
        .with(
            (attempts, result) ->
                mission.with(
                    attempts.getFirst().attempts(),
                    result.map(StoredResult::canonical).orElse(null)));
  }

  @Override
  public Uni<List<MissionRecord>> page(
      TenantId tenant, Filter filter, MissionId before, int limit) {
    Tuple parameters =
        Tuple.tuple()
            .addString(tenant.value())
            .addUUID(before == null ? null : before.value())
            .addInteger(filter.state() == null ? null : (int) filter.state().code())
            .addString(filter.name())
            .addString(filter.labels().isEmpty() ? null : SpecJson.ofMap(filter.labels()))
            .addInteger(limit);
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(PAGE)
                .execute(parameters)
                .map(MissionRecords::bare)
                .chain(found -> MissionRecords.withAttempts(c, found)));
  }

  @Override
  public Uni<Optional<StoredResult>> result(TenantId tenant, MissionId id) {
    return TenantTransactions.inTenant(api, tenant, c -> resultOf(c, tenant, id));
  }

  private static Uni<Optional<StoredResult>> resultOf(
      SqlConnection c, TenantId tenant, MissionId id) {
    return c.preparedQuery(MissionRecords.RESULT)
        .execute(Tuple.of(tenant.value(), id.value()))
        .map(
            rows -> {
              if (rows.rowCount() == 0) return Optional.empty();
              Row row = rows.iterator().next();
              return Optional.of(
                  new StoredResult(Rows.bytes(row, "body"), row.getString("result_sha256")));
            });
  }

  @Override
  public Uni<Optional<List<LogLine>>> logs(TenantId tenant, MissionId id, long after, int limit) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(EXISTS)
                .execute(Tuple.of(tenant.value(), id.value()))
                .chain(
                    rows ->
                        rows.rowCount() == 0
                            ? Uni.createFrom().item(Optional.empty())
                            : LogLines.read(c, tenant, id, after, limit).map(Optional::of)));
  }
}
