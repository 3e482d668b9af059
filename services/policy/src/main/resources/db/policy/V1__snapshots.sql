-- Policy snapshots, which of them is active, and every change of that. Snapshots belong to the scope 'system'.

create table snapshots (
  tenant_id text not null check (tenant_id ~ '^[a-z][a-z0-9-]{0,38}[a-z0-9]$'),
  digest text not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  name text not null,
  version bigint not null check (version > 0),
  yaml text not null check (octet_length(yaml) <= 262144),
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant_id, digest),
  unique (tenant_id, name, version)
);

create table activations (
  tenant_id text not null,
  sequence bigint not null check (sequence > 0),
  digest text not null,
  previous text,
  activated_at timestamptz not null,
  activated_by text not null,
  primary key (tenant_id, sequence),
  foreign key (tenant_id, digest) references snapshots (tenant_id, digest),
  foreign key (tenant_id, previous) references snapshots (tenant_id, digest)
);

create table active_snapshots (
  tenant_id text primary key,
  digest text not null,
  sequence bigint not null,
  foreign key (tenant_id, digest) references snapshots (tenant_id, digest),
  foreign key (tenant_id, sequence) references activations (tenant_id, sequence)
);

create table outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  tenant_id text not null,
  topic text not null,
  record_key text not null,
  type text not null,
  subject text not null,
  sequence bigint not null,
  occurred_at timestamptz not null,
  traceparent text,
  data bytea
);

-- api: one tenant per transaction. engine: publishes what waits and says what is active. owner: backfills.
do $$
declare
  name text;
begin
  foreach name in array array['snapshots', 'activations', 'active_snapshots', 'outbox'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy api on %I to policy_api
      using (tenant_id = (select current_setting('mesh.tenant', true)))
      with check (tenant_id = (select current_setting('mesh.tenant', true)))$p$, name);
    execute format('create policy owner on %I to policy_owner using (true) with check (true)', name);
  end loop;
end $$;

create policy engine on outbox to policy_engine
  using (true)
  with check (tenant_id = any (string_to_array((select current_setting('mesh.tenants', true)), ',')));
create policy engine on active_snapshots for select to policy_engine using (true);

-- Snapshots and activations are never changed: nobody but the owner has the right to.
grant select, insert on snapshots, activations to policy_api;
grant select, insert, update (digest, sequence) on active_snapshots to policy_api;
grant insert on outbox to policy_api;
grant select, delete on outbox to policy_engine;
grant select on active_snapshots to policy_engine;
