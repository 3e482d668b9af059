package dev.missionmesh.telemetry.persistence;

/** The statements of the watcher. They run only when a fact is suspicious, one transaction at a time. */
final class WatchSql {
  static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('telemetry/watch', 0))";

  static final String WINDOWS =
      """
      select w.tenant_id, w.rule, w.target_kind, w.target, w.at, w.count from watch_windows w
      join (select distinct * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) u (t, r, k, n)) u
        on w.tenant_id = u.t and w.rule = u.r and w.target_kind = u.k and w.target = u.n
      where w.at between $5 and $6\
      """;

  static final String OPEN =
      """
      select a.* from alerts a
      join (select distinct * from unnest($1::text[], $2::text[]) u (t, r)) u on a.tenant_id = u.t and a.rule = u.r
      where a.state = 'open'\
      """;

  static final String COUNT =
      """
      insert into watch_windows (tenant_id, rule, target_kind, target, at, count)
      select t, r, k, n, a, sum(c) from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])
        u (t, r, k, n, a, c)
      group by t, r, k, n, a
      on conflict (tenant_id, rule, target_kind, target, at) do update set count = watch_windows.count + excluded.count\
      """;

  static final String CHANGE =
      """
      update alerts a set count = u.c, last_seen = u.l, resolved_at = u.d,
        state = case when u.d is null then 'open' else 'resolved' end
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::timestamptz[]) u (t, i, c, l, d)
      where a.tenant_id = u.t and a.id = u.i\
      """;

  static final String RAISE =
      """
      insert into alerts (tenant_id, id, rule, target_kind, target, state, count, threshold, first_seen, last_seen,
        raised_at, resolved_at)
      select t, i, r, k, n, case when d is null then 'open' else 'resolved' end, c, h, f, l, a, d
      from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
        $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[]) u (t, i, r, k, n, c, h, f, l, a, d)\
      """;

  static final String DELIVER =
      """
      insert into alert_deliveries (tenant_id, alert_id, road, due_at)
      select t, i, r, now() from unnest($1::text[], $2::uuid[]) u (t, i), unnest($3::text[]) r\
      """;

  private WatchSql() {}
}
