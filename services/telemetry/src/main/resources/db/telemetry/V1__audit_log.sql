-- One append-only Merkle log a tenant. The head is the inbox: whoever appends holds its lock.
create table audit_heads (
  tenant_id  text        not null primary key,
  epoch      integer     not null check (epoch > 0),
  size       bigint      not null check (size >= 0),
  frontier   bytea       not null,
  root       bytea       not null check (octet_length(root) = 32),
  moved_at   timestamptz not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- leaf: the bytes that are hashed. salt and data become null when the data is erased; the leaf stays.
create table audit_entries (
  tenant_id   text   not null,
  entry_index bigint not null check (entry_index >= 0),
  event_id    uuid   not null,
  mission_id  uuid,
  leaf        bytea  not null,
  salt        bytea,
  data        bytea,
  primary key (tenant_id, entry_index),
  unique (tenant_id, event_id),
  check ((salt is null) = (data is null))
) with (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);

create index audit_entries_of_mission on audit_entries (tenant_id, mission_id, entry_index)
  where mission_id is not null;

-- Bytes are stored as they are: compressing them would cost more than it saves.
alter table audit_entries alter column leaf set storage external;
alter table audit_entries alter column data set storage external;

-- Roll-ups for metrics, moved in the transaction that appends.
create table event_totals (
  tenant_id text   not null,
  kind      text   not null,
  total     bigint not null,
  primary key (tenant_id, kind)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

create table node_states (
  tenant_id text not null,
  node      text not null,
  state     text not null,
  primary key (tenant_id, node)
) with (fillfactor = 50);

do $$
declare
  name text;
begin
  foreach name in array array['audit_heads', 'audit_entries', 'event_totals', 'node_states'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy api on %I to telemetry_api
      using (tenant_id = (select current_setting('mesh.tenant', true)))
      with check (tenant_id = (select current_setting('mesh.tenant', true)))$p$, name);
    execute format($p$create policy engine on %I to telemetry_engine
      using (true)
      with check (tenant_id = any (string_to_array((select current_setting('mesh.tenants', true)), ',')))$p$, name);
    execute format('create policy owner on %I to telemetry_owner using (true) with check (true)', name);
  end loop;
end $$;

-- Nobody but the owner can change or remove an entry.
grant select on audit_heads, audit_entries to telemetry_api;
grant select, insert on audit_entries to telemetry_engine;
grant select, insert, update on audit_heads, event_totals, node_states to telemetry_engine;
