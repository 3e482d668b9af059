package dev.missionmesh.testsupport.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.migrations.Logins;
import dev.missionmesh.testsupport.TestPostgres;
import dev.missionmesh.testsupport.schema.TwoTenants.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Purging a tenant takes its row out of every table there is, but for a few with a reason, and nobody else's. */
class TenantPurgeSqlTest {
  /** Graves, the log, and what the relay is still to send. */
  private static final Set<String> STAY =
      Set.of(
          "gateway.tenants", "gateway.tenant_exports", "gateway.tenant_purges", "mission.tenant_doors",
          "telemetry.audit_heads", "telemetry.audit_entries", "telemetry.event_totals",
          "gateway.outbox", "mission.outbox", "policy.outbox", "telemetry.outbox");

  private static TestPostgres postgres;
  private static List<Table> tables;

  @BeforeAll
  static void rowsOfTwoTenantsInEveryTable() throws SQLException {
    postgres = TestPostgres.another();
    tables = TwoTenants.fill(postgres);
  }

  @Test
  void onlyTheRowsOfThatTenantGo() throws SQLException {
    for (String schema : Logins.SCHEMAS) {
      try (Connection engine = postgres.connect(Logins.engine(schema))) {
        for (long left = 1; left > 0; ) left = number(engine, "select purge_tenant('bravo', 1)");
      }
    }
    try (Connection superuser = postgres.connect("postgres")) {
      for (Table table : tables) {
        long theirs = STAY.contains(table.name()) ? 1 : 0;
        assertThat(number(superuser, count(table, "bravo"))).as(table.name()).isEqualTo(theirs);
        assertThat(number(superuser, count(table, "alfa"))).as(table.name()).isEqualTo(1);
      }
    }
  }

  @Test
  void theLogKeepsItsLeavesAndTheTotalsCountOn() throws SQLException {
    try (Connection superuser = postgres.connect("postgres");
        Statement change = superuser.createStatement();
        Connection engine = postgres.connect(Logins.engine("telemetry"))) {
      change.execute("update telemetry.audit_entries set salt = 's', data = 'd'");
      assertThat(number(engine, "select erase_tenant('bravo', 0, 100)")).isEqualTo(1);
      assertThat(number(engine, "select fold_totals('bravo')")).isEqualTo(1);
      String erased = "select count(*) from telemetry.audit_entries where data is null and salt is null and leaf is not null and tenant_id = ";
      assertThat(number(superuser, erased + "'bravo'")).isEqualTo(1);
      assertThat(number(superuser, erased + "'alfa'")).isZero();
      assertThat(number(superuser, "select sum(total) from telemetry.event_totals where tenant_id <> 'bravo'")).isEqualTo(2);
    }
  }

  @Test
  void theSystemTenantStaysAndOnlyTheEngineMayPurge() {
    for (String schema : Logins.SCHEMAS) {
      assertThatThrownBy(() -> ask(Logins.engine(schema), "select purge_tenant('system', 1)")).hasMessageContaining("cannot be purged");
      assertThatThrownBy(() -> ask(Logins.api(schema), "select purge_tenant('bravo', 1)")).hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() -> ask(Logins.engine("telemetry"), "select erase_tenant('system', 0, 9)")).hasMessageContaining("cannot be erased");
    assertThatThrownBy(() -> ask(Logins.api("telemetry"), "select erase_tenant('bravo', 0, 9)")).hasMessageContaining("permission denied");
  }

  private static String count(Table table, String tenant) {
    return "select count(*) from %s where tenant_id = '%s'".formatted(table.name(), tenant);
  }

  private static void ask(String login, String sql) throws SQLException {
    try (Connection connection = postgres.connect(login)) {
      number(connection, sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
