package dev.missionmesh.testsupport.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.migrations.Logins;
import dev.missionmesh.testsupport.TestPostgres;
import dev.missionmesh.testsupport.schema.TwoTenants.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** By SQL, under the login of each service: not one row of another tenant is seen or written, in any table there is. */
class RowIsolationTest {
  private static final String REFUSED = "42501";
  private static final String ALL = "select count(*) from %s";
  private static final String ONE_TENANT = "set local mesh.tenant = 'alfa'";
  private static final String NAMED_TENANTS = "set local mesh.tenants = 'alfa'";

  private static TestPostgres postgres;
  private static List<Table> tables;

  @BeforeAll
  static void rowsOfTwoTenantsInEveryTable() throws SQLException {
    postgres = TestPostgres.another();
    tables = TwoTenants.fill(postgres);
    assertThat(tables).extracting(Table::schema).containsAll(Logins.SCHEMAS);
  }

  @AfterAll
  static void noRowOfTheOtherHasChanged() throws SQLException {
    try (Connection superuser = postgres.connect("postgres")) {
      for (Table table : tables) {
        assertThat(number(superuser, ALL.formatted(table.name()) + " where tenant_id = 'bravo'")).as(table.name()).isEqualTo(1);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> theApiLoginSeesAndWritesItsTenantOnly() {
    return tables.stream().map(table -> DynamicTest.dynamicTest(table.name(), () -> checkApi(table)));
  }

  private static void checkApi(Table table) throws SQLException {
    try (Connection api = open(Logins.api(table.schema()))) {
      if (may(api, table, "select")) {
        assertThat(number(api, ALL.formatted(table.name()))).as("without a tenant").isZero();
        run(api, ONE_TENANT);
        assertThat(number(api, ALL.formatted(table.name()))).as("its own row").isEqualTo(1);
        assertThat(number(api, ALL.formatted(table.name()) + " where tenant_id <> 'alfa'")).isZero();
        api.commit();
        assertThat(number(api, ALL.formatted(table.name()))).as("after the commit").isZero();
        run(api, "set local mesh.tenant = 'alfa,bravo'");
        assertThat(number(api, ALL.formatted(table.name()))).as("as a list of tenants").isZero();
        api.rollback();
        run(api, "set local mesh.tenants = 'alfa,bravo'");
        assertThat(number(api, ALL.formatted(table.name()))).as("with the engine's setting").isZero();
        api.rollback();
      }
      for (String setting : List.of("select 1", ONE_TENANT)) {
        assertThat(outcome(api, setting, table.insertTheirs())).isEqualTo(REFUSED);
        assertThat(outcome(api, setting, "delete from " + table.name() + " where tenant_id = 'bravo'")).isIn("0", REFUSED);
        for (String column : table.columns()) assertThat(outcome(api, setting, rewrite(table, column))).isIn("0", REFUSED);
        assertThat(outcome(api, setting, "update " + table.name() + " set tenant_id = 'bravo'")).isIn("0", REFUSED);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> theEngineLoginWritesOnlyForTheTenantsItNames() {
    return tables.stream().map(table -> DynamicTest.dynamicTest(table.name(), () -> checkEngine(table)));
  }

  private static void checkEngine(Table table) throws SQLException {
    try (Connection engine = open(Logins.engine(table.schema()))) {
      for (String setting : List.of("select 1", ONE_TENANT, NAMED_TENANTS, "set local mesh.tenant = 'bravo'")) {
        assertThat(outcome(engine, setting, table.insertTheirs())).isEqualTo(REFUSED);
        for (String column : table.columns()) assertThat(outcome(engine, setting, rewrite(table, column))).isIn("0", REFUSED);
      }
    }
  }

  @Test
  void noLoginReadsATableOfAnotherSchema() throws SQLException {
    for (String schema : Logins.SCHEMAS) {
      for (String login : List.of(Logins.api(schema), Logins.engine(schema))) {
        try (Connection connection = open(login)) {
          for (Table table : tables) {
            if (!table.schema().equals(schema)) {
              assertThat(outcome(connection, "select 1", "select 1 from " + table.name())).isEqualTo(REFUSED);
            }
          }
        }
      }
    }
  }

  private static String rewrite(Table table, String column) {
    return "update %s set %s = %2$s where tenant_id = 'bravo'".formatted(table.name(), column);
  }

  /** The number of rows touched, or the state of the refusal; nothing stays. */
  private static String outcome(Connection connection, String setting, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(setting);
      statement.execute(sql);
      return String.valueOf(statement.getUpdateCount());
    } catch (SQLException e) {
      // A column that is always generated cannot be written by anybody.
      return e.getSQLState().equals("428C9") ? "0" : e.getSQLState();
    } finally {
      connection.rollback();
    }
  }

  private static boolean may(Connection connection, Table table, String privilege) throws SQLException {
    return number(
            connection,
            "select has_any_column_privilege('%s', '%s')::int".formatted(table.name(), privilege))
        == 1;
  }

  private static Connection open(String login) throws SQLException {
    Connection connection = postgres.connect(login);
    connection.setAutoCommit(false);
    return connection;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
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
