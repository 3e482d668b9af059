package dev.missionmesh.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.migrations.Logins;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
  private final TestPostgres postgres = TestPostgres.shared();

  @Test
  void everyLoginConnectsAndLandsInItsSchema() throws SQLException {
    for (String schema : Logins.SCHEMAS) {
      assertThat(value(Logins.api(schema), "show search_path")).isEqualTo(schema);
      assertThat(value(Logins.engine(schema), "show search_path")).isEqualTo(schema);
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl("mission_api"), "mission_api", "x"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("authentication failed");
  }

  @Test
  void noServiceLoginMayCreateTablesOrBypassRowLevelSecurity() throws SQLException {
    assertThatThrownBy(() -> value("mission_api", "create table t (i int) returning 1"))
        .isInstanceOf(SQLException.class);
    assertThat(value("mission_api", "select count(*) from pg_roles where rolbypassrls"))
        .isEqualTo("1");
    assertThat(value("mission_api", "select has_schema_privilege('gateway', 'usage')"))
        .isEqualTo("f");
  }

  @Test
  void whatIsCommittedIsOnDisk() throws SQLException {
    assertThat(value("mission_api", "show fsync")).isEqualTo("on");
    assertThat(value("mission_api", "show synchronous_commit")).isEqualTo("on");
  }

  @Test
  void anotherDatabaseIsSeparate() {
    assertThat(TestPostgres.another().reactiveUrl()).isNotEqualTo(postgres.reactiveUrl());
  }

  private String value(String login, String sql) throws SQLException {
    try (Connection c = postgres.connect(login);
        Statement s = c.createStatement();
        ResultSet rows = s.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
