package dev.missionmesh.mission.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSecurityTest {
  private static final TestPostgres POSTGRES = TestPostgres.another();

  @BeforeAll
  static void twoTenantsHaveRowsEverywhere() throws SQLException {
    for (String tenant : List.of("mine", "theirs")) {
      StoredMissions.add(POSTGRES, tenant, 0, 3);
      try (Connection c = POSTGRES.connect("postgres")) {
        StoredMissions.run(c, "set search_path = mission");
        StoredMissions.run(c, "select ensure_day(current_date)");
        for (String sql :
            List.of(
                "insert into attempts (tenant_id, mission_id, number, node, started_seq, started_at) values ('%s', uuidv7(), 1, 'n', 2, now())",
                "insert into transitions values ('%s', uuidv7(), 1, 0, null, now())",
                "insert into dead_letters values ('%s', uuidv7(), 'n', 'r', 1, now())",
                "insert into log_chunks values ('%s', uuidv7(), 1, 0, current_date, 3, 1, now(), 'x', false)",
                "insert into results values ('%s', uuidv7(), 1, current_date, 'x')",
                "insert into outbox (event_id, tenant_id, topic, record_key, type, subject, sequence, occurred_at) values (uuidv7(), '%s', 't', 'k', 'y', 's', 1, now())",
                "insert into idempotency values ('%s', 'k', 'h', 'a', now())")) {
          StoredMissions.run(c, sql.formatted(tenant));
        }
      }
    }
  }

  private static long count(Connection c, String sql) throws SQLException {
    return Long.parseLong(StoredMissions.rows(c, sql).getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"missions", "attempts", "transitions", "dead_letters", "log_chunks", "results"})
  void aTenantSeesItsOwnRowsAndNobodySeesAnyWithoutATenant(String table) throws SQLException {
    try (Connection api = POSTGRES.connect("mission_api")) {
      String all = "select count(*) from mission." + table;
      assertThat(count(api, all)).isZero();
      api.setAutoCommit(false);
      StoredMissions.rows(api, "select set_config('mesh.tenant', 'mine', true)");
      assertThat(count(api, all)).isPositive();
      assertThat(count(api, all + " where tenant_id <> 'mine'")).isZero();
      api.commit();
      assertThat(count(api, all)).isZero();
    }
  }

  @Test
  void aTenantCannotChangeAnothersRow() throws SQLException {
    try (Connection api = POSTGRES.connect("mission_api")) {
      api.setAutoCommit(false);
      StoredMissions.rows(api, "select set_config('mesh.tenant', 'mine', true)");
      try (var statement = api.createStatement()) {
        assertThat(
                statement.executeUpdate(
                    "update mission.missions set reason = 'x' where tenant_id = 'theirs'"))
            .isZero();
        assertThatThrownBy(
                () ->
                    statement.executeUpdate(
                        "insert into mission.outbox (event_id, tenant_id, topic, record_key, type, subject, sequence, occurred_at)"
                            + " values (uuidv7(), 'theirs', 't', 'k', 'y', 's', 1, now())"))
            .hasMessageContaining("row-level security");
      }
    }
  }

  @Test
  void theEngineWritesOnlyForTheTenantsItHasNamed() throws SQLException {
    try (Connection engine = POSTGRES.connect("mission_engine")) {
      engine.setAutoCommit(false);
      StoredMissions.rows(engine, "select set_config('mesh.tenants', 'mine,more', true)");
      assertThat(count(engine, "select count(distinct tenant_id) from mission.missions"))
          .isEqualTo(2);
      StoredMissions.run(
          engine, "update mission.missions set reason = 'x' where tenant_id = 'mine'");
      assertThatThrownBy(
              () ->
                  StoredMissions.run(
                      engine,
                      "update mission.missions set reason = 'x' where tenant_id = 'theirs'"))
          .hasMessageContaining("row-level security");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mission_api", "mission_engine"})
  void partitionsCannotBeReadAroundTheirParent(String login) throws SQLException {
    List<String> partitions;
    try (Connection c = POSTGRES.connect("postgres")) {
      partitions =
          StoredMissions.rows(
              c,
              "select inhrelid::regclass::text from pg_inherits where inhparent = 'mission.log_chunks'::regclass");
    }
    assertThat(partitions).isNotEmpty();
    try (Connection c = POSTGRES.connect(login)) {
      for (String partition : partitions) {
        assertThatThrownBy(
                () ->
                    StoredMissions.run(
                        c,
                        "select * from "
                            + (partition.contains(".") ? partition : "mission." + partition)))
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void noTableIsWithoutForcedRowSecurity() throws SQLException {
    try (Connection c = POSTGRES.connect("postgres")) {
      assertThat(
              StoredMissions.rows(
                  c,
                  """
          select relname from pg_class where relnamespace = 'mission'::regnamespace and relkind in ('r', 'p') and not relispartition
            and not (relrowsecurity and relforcerowsecurity) and relowner = 'mission_owner'::regrole
            and has_table_privilege('mission_api', oid, 'select')"""))
          .isEmpty();
    }
  }

  @Test
  void oldDaysAreDroppedByTheEngineAndOthersStay() throws SQLException {
    try (Connection engine = POSTGRES.connect("mission_engine")) {
      StoredMissions.rows(engine, "select mission.ensure_day(current_date - 40)");
      StoredMissions.rows(engine, "select mission.ensure_day(current_date - 40)");
      assertThat(count(engine, "select mission.drop_days_before(current_date - 30)")).isEqualTo(2);
      assertThat(count(engine, "select mission.drop_days_before(current_date - 30)")).isZero();
      assertThat(count(engine, "select count(*) from mission.log_chunks")).isEqualTo(2);
    }
  }
}
