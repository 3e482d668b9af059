-- A tenant is suspended, exported, deleting, deleted. Its row stays for ever as its grave: the id is never another's.
alter table tenants drop constraint tenants_state_check;
alter table tenants add constraint tenants_state_check check (state in ('active', 'suspended', 'deleting', 'deleted'));
alter table tenants add column suspended_at timestamptz;
update tenants set suspended_at = changed_at where state = 'suspended';
grant update (suspended_at) on tenants to gateway_api;

-- The latest export of a tenant.
create table tenant_exports (
  tenant_id   text        not null primary key,
  sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  exported_at timestamptz not null,
  exported_by text        not null
);

-- Which services keep nothing any more of a tenant that is being deleted.
create table tenant_purges (
  tenant_id text        not null,
  service   text        not null,
  rows      bigint      not null check (rows >= 0),
  told_at   timestamptz not null,
  primary key (tenant_id, service)
);

do $$
declare
  name text;
begin
  foreach name in array array['tenant_exports', 'tenant_purges'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy api_tenant on %I to gateway_api
      using (tenant_id = (select current_setting('mesh.tenant', true)))
      with check (tenant_id = (select current_setting('mesh.tenant', true)))$p$, name);
    execute format('create policy owner_all on %I to gateway_owner using (true) with check (true)', name);
  end loop;
end $$;

grant select, insert, delete, update (sha256, exported_at, exported_by) on tenant_exports to gateway_api;
grant select, insert, delete on tenant_purges to gateway_api;

-- Removes up to `most` rows of a deleted tenant; 0 once there are none. Reads the catalog, so that tables made later are purged too;
-- the newest first, for what refers to a table came after it. Partitions are named themselves, so that rows are found by their place.
-- The last two go when all services have told.
create function purge_tenant(gone text, most integer) returns bigint
language plpgsql security definer set search_path = gateway, pg_temp as $$
declare
  place regclass;
  removed bigint;
begin
  if gone is null or gone = 'system' then
    raise exception 'the system tenant cannot be purged' using errcode = '42501';
  end if;
  for place in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relnamespace = 'gateway'::regnamespace and c.relkind = 'r' and c.relname not in ('outbox', 'tenants', 'tenant_exports', 'tenant_purges')
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
grant execute on function purge_tenant(text, integer) to gateway_engine;
