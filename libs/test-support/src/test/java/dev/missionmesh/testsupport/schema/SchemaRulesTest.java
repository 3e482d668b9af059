package dev.missionmesh.testsupport.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.migrations.Logins;
import dev.missionmesh.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All schemas as the migrations make them keep tenants apart; and a schema that does not is found out. */
class SchemaRulesTest {
  private static final String SOUND =
      """
      set local role mission_owner;
      create table mission.scratch (tenant_id text not null, id uuid not null, primary key (tenant_id, id));
      alter table mission.scratch enable row level security;
      alter table mission.scratch force row level security;
      create policy api on mission.scratch to mission_api
        using (tenant_id = (select current_setting('mesh.tenant', true)))
        with check (tenant_id = (select current_setting('mesh.tenant', true)));
      create policy engine on mission.scratch to mission_engine
        using (true) with check (tenant_id = any (string_to_array((select current_setting('mesh.tenants', true)), ',')));
      create policy owner on mission.scratch to mission_owner using (true) with check (true);
      grant select, insert, update, delete on mission.scratch to mission_api, mission_engine;
      """;

  /** A change of the sound table, and what it must be found to be. */
  private record Bad(String sql, String found) {}

  private static final List<Bad> BAD =
      List.of(
          new Bad("create table mission.bare (id uuid)", "a table without tenant_id: mission.bare"),
          new Bad("alter table mission.scratch no force row level security", "row-level security that is not enabled and forced: mission.scratch"),
          new Bad("alter table mission.scratch disable row level security", "row-level security that is not enabled and forced: mission.scratch"),
          new Bad("alter policy api on mission.scratch using (true)", "a policy that lets through more than its own tenant: mission.scratch api"),
          new Bad("alter policy api on mission.scratch with check (true)", "a policy that lets through more than its own tenant: mission.scratch api"),
          new Bad("alter policy engine on mission.scratch with check (true)", "a policy that lets through more than its own tenant: mission.scratch engine"),
          new Bad("alter policy api on mission.scratch to public", "a policy that lets through more than its own tenant: mission.scratch api"),
          new Bad("alter policy owner on mission.scratch to mission_owner, mission_api", "a policy that lets through more than its own tenant: mission.scratch owner"),
          new Bad(
              """
              drop policy api on mission.scratch;
              create policy api on mission.scratch to mission_api using (tenant_id = (select current_setting('mesh.tenant', true)))""",
              "a policy that lets through more than its own tenant: mission.scratch api"),
          new Bad("drop policy engine on mission.scratch", "a granted table without a policy for the login: mission.scratch to mission_engine"),
          new Bad("create unique index bad_key on mission.scratch (id)", "a unique key that does not begin with the tenant: mission.bad_key"),
          new Bad("create unique index bad_key on mission.scratch (id, tenant_id)", "a unique key that does not begin with the tenant: mission.bad_key"),
          new Bad("create unique index bad_key on mission.scratch (lower(tenant_id))", "a unique key that does not begin with the tenant: mission.bad_key"),
          new Bad("create view mission.peek as select * from mission.scratch", "a view that does not ask as its reader: mission.peek"),
          new Bad("create view mission.peek with (security_invoker = false) as select * from mission.scratch", "a view that does not ask as its reader: mission.peek"),
          new Bad("create materialized view mission.peek as select * from mission.scratch", "a view that does not ask as its reader: mission.peek"),
          new Bad(
              "create function mission.all_of() returns bigint language sql security definer as 'select 1::bigint'",
              "an owner's function without a fixed search path that ends with pg_temp: mission.all_of()"),
          new Bad(
              "create function mission.all_of() returns bigint language sql security definer set search_path = mission as 'select 1::bigint'",
              "an owner's function without a fixed search path that ends with pg_temp: mission.all_of()"),
          new Bad(
              """
              create function mission.all_of() returns bigint language sql security definer set search_path = mission, pg_temp as 'select 1::bigint';
              grant execute on function mission.all_of() to public""",
              "an owner's function for everybody: mission.all_of()"),
          new Bad(
              """
              create table mission.log_chunks_bad partition of mission.log_chunks for values from ('2001-01-01') to ('2001-01-02');
              grant select on mission.log_chunks_bad to mission_api""",
              "a granted partition: mission.log_chunks_bad to mission_api"),
          new Bad("grant truncate on mission.scratch to mission_api", "a grant that row-level security does not watch, or to a stranger: mission.scratch TRUNCATE to mission_api"),
          new Bad("grant select on mission.scratch to public", "a grant that row-level security does not watch, or to a stranger: mission.scratch SELECT to public"),
          new Bad("grant select (id) on mission.scratch to policy_api", "a grant that row-level security does not watch, or to a stranger: mission.scratch SELECT to policy_api"),
          new Bad("reset role; alter table mission.scratch owner to mission_api", "a relation or function that its schema's owner does not own: mission.scratch"),
          new Bad("reset role; alter role mission_api bypassrls", "a login that is above row-level security: mission_api"),
          new Bad("reset role; grant mission_owner to mission_engine", "a login that is above row-level security: mission_engine"),
          new Bad("reset role; grant mission_owner to mission_api_b", "an alternate that is more than its first login: mission_api_b"),
          new Bad("reset role; alter role mission_api_b reset role", "an alternate that is more than its first login: mission_api_b"),
          new Bad("reset role; alter role mission_engine_b bypassrls", "an alternate that is more than its first login: mission_engine_b"));

  private final TestPostgres postgres = TestPostgres.shared();

  @Test
  void everySchemaKeepsTheRules() throws SQLException {
    try (Connection superuser = postgres.connect("postgres")) {
      assertThat(SchemaRules.violations(superuser, Logins.SCHEMAS)).isEmpty();
    }
  }

  @Test
  void aSoundTableIsNotAccused() throws SQLException {
    assertThat(violationsAfter("select 1")).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> aBadSchemaIsFoundOut() {
    return BAD.stream()
        .map(bad -> DynamicTest.dynamicTest(bad.found() + " by " + bad.sql(), () -> assertThat(violationsAfter(bad.sql())).contains(bad.found())));
  }

  @Test
  void noRuleWasNeverSeenToFail() {
    Set<String> tried = BAD.stream().map(bad -> bad.found().split(": ")[0]).collect(Collectors.toCollection(TreeSet::new));
    assertThat(SchemaRules.ALL.stream().map(SchemaRule::name)).allMatch(tried::contains);
  }

  private List<String> violationsAfter(String sql) throws SQLException {
    try (Connection superuser = postgres.connect("postgres");
        Statement statement = superuser.createStatement()) {
      superuser.setAutoCommit(false);
      statement.execute(SOUND);
      statement.execute(sql);
      statement.execute("reset role");
      List<String> found = SchemaRules.violations(superuser, Logins.SCHEMAS);
      superuser.rollback();
      return found;
    }
  }
}
