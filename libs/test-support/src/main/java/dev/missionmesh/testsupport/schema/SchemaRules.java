package dev.missionmesh.testsupport.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one mechanism that says whether a database keeps tenants apart as the contracts promise. It
 * reads the catalog, so what a migration adds is judged without being named here.
 */
public final class SchemaRules {
  /** Tables without a tenant, and why they need none. */
  static final Map<String, String> SHARED =
      Map.of("mission.nodes", "nodes are the mesh's, not a tenant's; their events go to the tenant system");

  /** Never granted to a login: the record of what was migrated. */
  private static final String HISTORY = "c.relname <> 'flyway_schema_history'";

  /** Unique keys that do not begin with the tenant, and why they may. */
  static final Map<String, String> GLOBAL_KEYS =
      Map.of("outbox_pkey", "the relay publishes in the order of one sequence over all tenants");

  private static final String TABLES =
      """
      pg_class c join of on of.schema = c.relnamespace::regnamespace::text
      where c.relkind in ('r', 'p') and\s"""
          + HISTORY;

  private static final String HAS_TENANT =
      " exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) ";

  private static final String GRANTS =
      """
      (select c.relnamespace, c.oid, c.relkind, c.relname, c.relispartition, acl.grantee, acl.privilege_type
       from pg_class c, aclexplode(c.relacl) acl where acl.grantee <> c.relowner and c.relkind in ('r', 'p', 'v', 'm')
       union all
       select c.relnamespace, c.oid, c.relkind, c.relname, c.relispartition, acl.grantee, acl.privilege_type
       from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) acl where acl.grantee <> c.relowner)""";

  static final List<SchemaRule> ALL =
      List.of(
          new SchemaRule(
              "a table without tenant_id",
              "select c.oid::regclass::text from " + TABLES + " and not c.relispartition and not" + HAS_TENANT
                  + " and of.schema || '.' || c.relname not in (" + quoted(SHARED) + ")"),
          new SchemaRule(
              "row-level security that is not enabled and forced",
              "select c.oid::regclass::text from " + TABLES
                  + " and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)"),
          new SchemaRule(
              "a policy that lets through more than its own tenant",
              """
              select c.oid::regclass || ' ' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid
              join of on of.schema = c.relnamespace::regnamespace::text
              where p.polpermissive and of.schema || '.' || c.relname not in (%s) and not exists (
                select from pg_roles r where p.polroles = array[r.oid] and (
                  r.rolname = of.schema || '_owner'
                  or r.rolname = of.schema || '_api'
                    and (p.polcmd = 'a' or coalesce(pg_get_expr(p.polqual, c.oid) = any (%2$s), false))
                    and (p.polcmd in ('r', 'd') or coalesce(pg_get_expr(p.polwithcheck, c.oid) = any (%2$s), false))
                  or r.rolname = of.schema || '_engine'
                    and (p.polcmd = 'a' or p.polqual is not null)
                    and (p.polcmd in ('r', 'd') or coalesce(pg_get_expr(p.polwithcheck, c.oid) = any (%3$s), false))))"""
                  .formatted(
                      quoted(SHARED),
                      """
                      array['(tenant_id = ( SELECT current_setting(''mesh.tenant''::text, true) AS current_setting))']""",
                      """
                      array['(tenant_id = ANY (string_to_array(( SELECT current_setting(''mesh.tenants''::text, true) AS current_setting), '',''::text)))',
                            '(tenant_id = ANY (string_to_array(current_setting(''mesh.tenants''::text, true), '',''::text)))']""")),
          new SchemaRule(
              "a granted table without a policy for the login",
              "select distinct g.oid::regclass || ' to ' || r.rolname from " + GRANTS
                  + """
                   g join of on of.schema = g.relnamespace::regnamespace::text join pg_roles r on r.oid = g.grantee
                  where g.relkind in ('r', 'p') and not exists (select from pg_policy p where p.polrelid = g.oid and g.grantee = any (p.polroles))"""),
          new SchemaRule(
              "a unique key that does not begin with the tenant",
              """
              select i.indexrelid::regclass::text from pg_index i join pg_class x on x.oid = i.indexrelid join\s"""
                  + TABLES.replace("pg_class c join of", "pg_class c on c.oid = i.indrelid join of")
                  + " and i.indisunique and" + HAS_TENANT
                  + """
                   and (i.indkey[0] = 0 or i.indkey[0] <> (select attnum from pg_attribute where attrelid = c.oid and attname = 'tenant_id'))
                  and x.relname not in (%s)""".formatted(quoted(GLOBAL_KEYS))),
          new SchemaRule(
              "a view that does not ask as its reader",
              """
              select c.oid::regclass::text from pg_class c join of on of.schema = c.relnamespace::regnamespace::text
              where c.relkind = 'm' or c.relkind = 'v' and not exists (
                select from pg_options_to_table(c.reloptions) o where o.option_name = 'security_invoker' and o.option_value::boolean)"""),
          new SchemaRule(
              "an owner's function without a fixed search path that ends with pg_temp",
              """
              select p.oid::regprocedure::text from pg_proc p join of on of.schema = p.pronamespace::regnamespace::text
              where p.prosecdef and not exists (select from unnest(p.proconfig) s where s ~ '^search_path=.*, *pg_temp$')"""),
          new SchemaRule(
              "an owner's function for everybody",
              """
              select p.oid::regprocedure::text from pg_proc p join of on of.schema = p.pronamespace::regnamespace::text
              where p.prosecdef and exists (
                select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl where acl.grantee = 0)"""),
          new SchemaRule(
              "a granted partition",
              "select distinct g.oid::regclass || ' to ' || g.grantee::regrole from " + GRANTS
                  + " g join of on of.schema = g.relnamespace::regnamespace::text where g.relispartition"),
          new SchemaRule(
              "a grant that row-level security does not watch, or to a stranger",
              "select distinct g.oid::regclass || ' ' || g.privilege_type || ' to ' || case g.grantee when 0 then 'public' else g.grantee::regrole::text end from "
                  + GRANTS
                  + """
                   g join of on of.schema = g.relnamespace::regnamespace::text left join pg_roles r on r.oid = g.grantee
                  where g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
                    or r.rolname is null or r.rolname not in (of.schema || '_api', of.schema || '_engine')
                    or g.relname = 'flyway_schema_history'"""),
          new SchemaRule(
              "a relation or function that its schema's owner does not own",
              """
              select x.what from of, lateral (
                select c.oid::regclass::text as what, c.relowner as owner from pg_class c
                where c.relnamespace = of.schema::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
                union all
                select p.oid::regprocedure::text, p.proowner from pg_proc p where p.pronamespace = of.schema::regnamespace) x
              where x.owner <> (of.schema || '_owner')::regrole"""),
          new SchemaRule(
              "a login that is above row-level security",
              """
              select r.rolname from pg_roles r join of on r.rolname in (of.schema || '_owner', of.schema || '_api', of.schema || '_engine')
              where r.rolbypassrls or r.rolsuper or r.rolcreaterole
                or exists (select from pg_auth_members m where m.member = r.oid)"""),
          new SchemaRule(
              "an alternate that is more than its first login",
              """
              select r.rolname from pg_roles r join of on r.rolname in (of.schema || '_api_b', of.schema || '_engine_b')
              where r.rolbypassrls or r.rolsuper or r.rolcreaterole or r.rolcreatedb
                or not coalesce(r.rolconfig @> array['role=' || left(r.rolname, -2)], false)
                or exists (select from pg_auth_members m where m.member = r.oid
                  and (m.admin_option or m.roleid::regrole::text || '_b' <> r.rolname))"""));

  /** Every violation of every rule in these schemas; the connection must be a superuser's. */
  public static List<String> violations(Connection superuser, List<String> schemas) throws SQLException {
    List<String> all = new ArrayList<>();
    for (SchemaRule rule : ALL) all.addAll(rule.violations(superuser, schemas));
    return all;
  }

  private static String quoted(Map<String, String> names) {
    return names.keySet().stream().map(n -> "'" + n + "'").collect(java.util.stream.Collectors.joining(", "));
  }

  private SchemaRules() {}
}
