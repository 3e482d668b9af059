-- Removes up to `most` rows of a deleted tenant; 0 once there are none. Reads the catalog, so that tables made later are purged too;
-- the newest first, for what refers to a table came after it. Partitions are named themselves, so that rows are found by their place.
-- The log stays, without its data, and goes on to verify.
create function purge_tenant(gone text, most integer) returns bigint
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
    where c.relnamespace = 'telemetry'::regnamespace and c.relkind = 'r' and c.relname not in ('audit_heads', 'audit_entries', 'event_totals')
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

revoke all on function purge_tenant(text, integer) from public;
grant execute on function purge_tenant(text, integer) to telemetry_engine;

-- Takes salt and data from the entries of a deleted tenant's log within a range of indexes; leaves and heads stay, so it still verifies.
create function erase_tenant(gone text, first bigint, beyond bigint) returns bigint
language plpgsql security definer set search_path = telemetry, pg_temp as $$
declare
  erased bigint;
begin
  if gone is null or gone = 'system' then
    raise exception 'the log of the system tenant cannot be erased' using errcode = '42501';
  end if;
  update audit_entries set salt = null, data = null
  where tenant_id = gone and entry_index >= first and entry_index < beyond and data is not null;
  get diagnostics erased = row_count;
  return erased;
end $$;

-- What a deleted tenant's events added to the roll-ups goes on to count, as the mesh's own: totals never run backwards.
create function fold_totals(gone text) returns bigint
language plpgsql security definer set search_path = telemetry, pg_temp as $$
declare
  folded bigint;
begin
  if gone is null or gone = 'system' then
    raise exception 'the totals of the system tenant stay' using errcode = '42501';
  end if;
  with taken as (delete from event_totals where tenant_id = gone returning kind, total)
  insert into event_totals (tenant_id, kind, total) select 'system', kind, total from taken
  on conflict (tenant_id, kind) do update set total = event_totals.total + excluded.total;
  get diagnostics folded = row_count;
  return folded;
end $$;

revoke all on function erase_tenant(text, bigint, bigint), fold_totals(text) from public;
grant execute on function erase_tenant(text, bigint, bigint), fold_totals(text) to telemetry_engine;
