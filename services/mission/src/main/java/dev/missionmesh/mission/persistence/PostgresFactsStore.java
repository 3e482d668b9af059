package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.FactsStore;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Counts by the partial indexes of waiting and running missions. */
@ApplicationScoped
class PostgresFactsStore implements FactsStore {
  private static final String COUNTS =
      """
      select (select count(*)::int from (select 1 from missions where state = 0 limit 100000) as q) as queued,
        (select count(*)::int from nodes where state in ('ONLINE', 'YELLOW')) as nodes,
        (select coalesce(sum(slots), 0)::int from nodes where state in ('ONLINE', 'YELLOW')) as slots""";

  private static final String LEASES =
      "select lease_node, count(*)::int as n from missions where state = 2 group by lease_node";

  private final Pool engine;

  PostgresFactsStore(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<Facts> read() {
    return engine
        .query(LEASES)
        .execute()
        .chain(
            leases -> {
              Map<String, Integer> byNode = new HashMap<>();
              for (Row row : leases) byNode.put(row.getString("lease_node"), row.getInteger("n"));
              return engine
                  .query(COUNTS)
                  .execute()
                  .map(rows -> rows.iterator().next())
                  .map(
                      row ->
                          new Facts(
                              row.getInteger("queued"),
                              row.getInteger("nodes"),
                              row.getInteger("slots"),
                              byNode));
            });
  }
}
