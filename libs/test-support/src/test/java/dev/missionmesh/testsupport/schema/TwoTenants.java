package dev.missionmesh.testsupport.schema;

import dev.missionmesh.migrations.Logins;
import dev.missionmesh.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of its own in which every tenant table holds one row of each of two tenants. The rows
 * are made from the catalog, whatever the tables mean: checks and foreign keys are taken off first.
 */
final class TwoTenants {
  static final String OURS = "alfa";
  static final String THEIRS = "bravo";

  /**
   * A tenant table.
   *
   * @param insertTheirs adds one more row of the other tenant
   */
  record Table(String schema, String name, List<String> columns, String insertTheirs) {}

  static List<Table> fill(TestPostgres postgres) throws SQLException {
    try (Connection superuser = postgres.connect("postgres");
        Statement statement = superuser.createStatement()) {
      List<Table> tables = new ArrayList<>();
      for (String schema : Logins.SCHEMAS) {
        for (String name : strings(statement, TABLES.formatted(schema))) {
          loosen(statement, name);
          for (String tenant : List.of(OURS, THEIRS)) statement.execute(insert(statement, name, tenant));
          tables.add(new Table(schema, name, strings(statement, COLUMNS.formatted(name)), insert(statement, name, THEIRS)));
        }
      }
      return tables;
    }
  }

  private static final String TABLES =
      """
      select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relnamespace = '%s'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1""";

  private static final String COLUMNS =
      "select quote_ident(attname) from pg_attribute where attrelid = '%s'::regclass and attnum > 0 and not attisdropped order by attnum";

  private static void loosen(Statement statement, String table) throws SQLException {
    for (String constraint :
        strings(
            statement,
            "select quote_ident(conname) from pg_constraint where conrelid = '%s'::regclass and contype in ('c', 'f')".formatted(table))) {
      statement.execute("alter table %s drop constraint %s".formatted(table, constraint));
    }
    if (!strings(statement, "select 1 from pg_partitioned_table where partrelid = '%s'::regclass".formatted(table)).isEmpty()) {
      statement.execute("create table %s_default partition of %1$s default".formatted(table));
      String schema = table.substring(0, table.indexOf('.'));
      statement.execute("alter table %s_default owner to %s".formatted(table, Logins.owner(schema)));
    }
  }

  /** Columns that need a value and have none by themselves get the plainest of their type. */
  private static String insert(Statement statement, String table, String tenant) throws SQLException {
    List<String> names = new ArrayList<>(List.of("tenant_id"));
    List<String> values = new ArrayList<>(List.of("'" + tenant + "'"));
    try (ResultSet rows =
        statement.executeQuery(
            """
            select quote_ident(a.attname), case
                when t.typname = 'uuid' then 'gen_random_uuid()' when t.typname in ('json', 'jsonb') then '''{}''' when t.typcategory = 'D' then 'now()'
                when t.typcategory = 'N' then '1' when t.typcategory = 'B' then 'false' when t.typcategory = 'A' then '''{}'''
                when t.typcategory = 'T' then '''1 s''' when t.typname = 'inet' then '''::1''' else '''x''' end
            from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid = '%s'::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'tenant_id'
              and a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = ''"""
                .formatted(table))) {
      while (rows.next()) {
        names.add(rows.getString(1));
        values.add(rows.getString(2));
      }
    }
    return "insert into %s (%s) values (%s)".formatted(table, String.join(", ", names), String.join(", ", values));
  }

  static List<String> strings(Statement statement, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) found.add(rows.getString(1));
    }
    return found;
  }

  private TwoTenants() {}
}
