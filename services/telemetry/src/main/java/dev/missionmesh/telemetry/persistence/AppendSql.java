package dev.missionmesh.telemetry.persistence;

/** The statements of an append. None of their plans depends on statistics: the tables are reached by unique keys only. */
final class AppendSql {
  /**
   * A missing head is made in a transaction of its own, so that nobody waits for a head while holding another. It begins in the newest
   * epoch: a tenant that a restore took away and that is made again must not sign under a name that was used before.
   */
  static final String ENSURE_HEADS =
      """
      insert into audit_heads (tenant_id, epoch, size, frontier, root, moved_at)
      select t, (select coalesce(max(epoch), 1) from audit_heads), 0, '', $2, now() from unnest($1::text[]) t order by t
      on conflict do nothing\
      """;

  static final String LOCK_HEADS =
      """
      select tenant_id, size, frontier from audit_heads
      where tenant_id = any ($1::text[]) order by tenant_id for update\
      """;

  /** Asked only when duplicates are about. The switches keep the plan from ever reading the whole log. */
  static final String NESTED_LOOPS =
      """
      select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
        set_config('enable_mergejoin', 'off', true)\
      """;

  static final String KNOWN =
      """
      select e.tenant_id, e.event_id from unnest($1::text[], $2::uuid[]) u (tenant_id, event_id)
      join audit_entries e on e.tenant_id = u.tenant_id and e.event_id = u.event_id\
      """;

  static final String WRITE =
      """
      with entry as (
        insert into audit_entries (tenant_id, entry_index, event_id, mission_id, leaf, salt, data)
        select * from unnest($1::text[], $2::bigint[], $3::uuid[], $4::uuid[], $5::bytea[], $6::bytea[], $7::bytea[])
        on conflict (tenant_id, event_id) do nothing
        returning 1
      ), head as (
        update audit_heads h set size = u.size, frontier = u.frontier, root = u.root, moved_at = now()
        from unnest($8::text[], $9::bigint[], $10::bytea[], $11::bytea[]) u (tenant_id, size, frontier, root)
        where h.tenant_id = u.tenant_id
      ), total as (
        insert into event_totals (tenant_id, kind, total)
        select * from unnest($12::text[], $13::text[], $14::bigint[])
        on conflict (tenant_id, kind) do update set total = event_totals.total + excluded.total
      ), node as (
        insert into node_states (tenant_id, node, state)
        select $15, n, s from unnest($16::text[], $17::text[]) u (n, s)
        on conflict (tenant_id, node) do update set state = excluded.state
      )
      select count(*) from entry\
      """;

  static final String TOTALS = "select kind, sum(total)::bigint from event_totals group by kind";

  static final String NODES = "select state, count(*) from node_states group by state";

  private AppendSql() {}
}
