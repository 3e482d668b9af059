package dev.missionmesh.telemetry.persistence;

/** The statements of an erasure. */
final class ErasureSql {
  static final String REQUEST =
      """
      insert into erasures (tenant_id, id, subject, principal, size, requested_at)
      select $1, $2, $3, $4, coalesce((select size from audit_heads where tenant_id = $1), 0), now()
      on conflict (tenant_id, subject) where subject is not null do nothing\
      """;

  static final String OF_SUBJECT = "select * from erasures where tenant_id = $1 and subject = $2";

  static final String FIND = "select * from erasures where tenant_id = $1 and id = $2";

  static final String RUNNING =
      "select * from erasures where subject is not null order by requested_at limit 100";

  static final String LOCK =
      """
      select * from erasures where tenant_id = $1 and id = $2 and subject is not null
      for update skip locked\
      """;

  /** Entries of a page that may name the subject, up to a bound of bytes; {@code total} tells whether there were more. */
  static final String PAGE =
      """
      select entry_index, mission_id, leaf, data, total from (
        select p.*, sum(octet_length(data)) over (order by entry_index) as bytes,
          row_number() over (order by entry_index) as nth, count(*) over () as total from (
            select entry_index, mission_id, leaf, data from audit_entries
            where tenant_id = $1 and entry_index >= $2 and entry_index < $3 and data is not null
              and (position($4 in data) > 0 or position('\\x5c'::bytea in data) > 0)) p) q
      where nth = 1 or bytes <= $5 order by entry_index\
      """;

  static final String ERASE =
      """
      update audit_entries set salt = null, data = null
      where tenant_id = $1 and entry_index = any ($2::bigint[]) and data is not null\
      """;

  static final String ERASE_MISSIONS =
      """
      update audit_entries set salt = null, data = null
      where tenant_id = $1 and mission_id = any ($2::uuid[]) and data is not null\
      """;

  static final String ADVANCE =
      """
      update erasures set next_index = $3, entries = entries + $4,
        subject = case when $3 >= size then null else subject end,
        finished_at = case when $3 >= size then now() end
      where tenant_id = $1 and id = $2 returning *\
      """;

  /** Alerts keep their place without a name. */
  static final String ERASE_ALERTS =
      """
      update alerts set target = 'erased-' || id
      where tenant_id = $1 and (target = any ($2::text[]) or split_part(target, '/', 2) = any ($2::text[]))\
      """;

  static final String ERASE_WINDOWS =
      """
      delete from watch_windows
      where tenant_id = $1 and (target = any ($2::text[]) or split_part(target, '/', 2) = any ($2::text[]))\
      """;

  private ErasureSql() {}
}
