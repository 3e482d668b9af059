-- As before, and what the relay is still to send stays until it is sent.
create or replace function purge_tenant(gone text, most integer) returns bigint
language plpgsql security definer set search_path = telemetry, pg_temp as $$
declare
  place regclass;
  removed bigint;
begin
  if gone is null or gone = 'system' then
    raise exception 'the system tenant cannot be purged' using errcode = '42501';
  end if;
  for place in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relnamespace = 'telemetry'::regnamespace and c.relkind = 'r' and c.relname not in ('audit_heads', 'audit_entries', 'event_totals', 'outbox')
    order by c.oid desc
  loop
    execute format('delete from %s where tenant_id = $1 and ctid = any (array(select ctid from %1$s where tenant_id = $1 limit $2))', place)
      using gone, most;
    get diagnostics removed = row_count;
    if removed > 0 then
      return removed;
    end if;
  end loop;
  return 0;
end $$;
