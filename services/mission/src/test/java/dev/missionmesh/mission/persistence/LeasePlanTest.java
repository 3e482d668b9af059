package dev.missionmesh.mission.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LeasePlanTest {
  private static final String PREPARE =
      "prepare candidates(text[], int[]) as "
          + PostgresLeaseStore.CANDIDATES.replace("from missions", "from mission.missions");
  private static final String EXPLAIN =
      "explain (analyze, costs off, timing off, summary off) execute candidates(array['aa','bb','cc'], array[50, 50, 50])";
  private final TestPostgres postgres = TestPostgres.another();

  private Connection engine() throws SQLException {
    Connection c = postgres.connect("mission_engine");
    EngineSettings.apply(c);
    StoredMissions.run(c, PREPARE);
    return c;
  }

  private static void assertOneIndexScan(Connection c) throws SQLException {
    String plan = String.join("\n", StoredMissions.rows(c, EXPLAIN));
    assertThat(plan)
        .contains("Index Scan using missions_queued")
        .doesNotContain("Sort")
        .doesNotContain("Seq Scan");
  }

  @Test
  void leasingIsAnIndexScanOnAnEmptyTableAndStaysOneWhenItFillsWithoutNewStatistics()
      throws SQLException {
    StoredMissions.run(
        postgres.connect("postgres"),
        "alter table mission.missions set (autovacuum_enabled = false)");
    try (Connection since = engine()) {
      assertOneIndexScan(since);
      for (String tenant : new String[] {"aa", "bb", "cc"})
        StoredMissions.add(postgres, tenant, 0, 20_000);
      StoredMissions.add(postgres, "aa", 5, 20_000);
      assertOneIndexScan(since);
      try (Connection fresh = engine()) {
        assertOneIndexScan(fresh);
      }
      StoredMissions.run(postgres.connect("postgres"), "analyze mission.missions");
      try (Connection analyzed = engine()) {
        assertOneIndexScan(analyzed);
      }
    }
  }

  @Test
  void theLocksOfACompletionAreFoundByTheKey() throws SQLException {
    StoredMissions.add(postgres, "dd", 2, 5_000);
    try (Connection c = postgres.connect("mission_engine")) {
      EngineSettings.apply(c);
      String id =
          StoredMissions.rows(
                  c, "select id::text from mission.missions where tenant_id = 'dd' limit 1")
              .getFirst();
      StoredMissions.run(
          c,
          "prepare held(text[], uuid[]) as "
              + PostgresCompletionStore.LOCK.replace("join missions", "join mission.missions"));
      String plan =
          String.join(
              "\n",
              StoredMissions.rows(
                  c, "explain (costs off) execute held(array['dd'], array['" + id + "'::uuid])"));
      assertThat(plan).contains("Index Scan using missions_pkey").doesNotContain("Seq Scan");
    }
  }
}
