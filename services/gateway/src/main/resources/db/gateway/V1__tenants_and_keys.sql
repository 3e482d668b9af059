-- Tenants, their API keys, and the facts about both that wait to be published.

create table tenants (
  tenant_id text primary key check (tenant_id ~ '^[a-z][a-z0-9-]{0,38}[a-z0-9]$'),
  display_name text not null check (char_length(display_name) between 1 and 200),
  state text not null check (state in ('active', 'suspended')),
  revision bigint not null check (revision > 0),
  created_at timestamptz not null,
  changed_at timestamptz not null
);

create table api_keys (
  tenant_id text not null references tenants (tenant_id),
  id text not null check (id ~ '^[0-9A-Za-z]{12}$'),
  name text not null check (char_length(name) between 1 and 100),
  sha256 bytea not null check (octet_length(sha256) = 32),
  scopes text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, id)
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

alter table tenants enable row level security;
alter table tenants force row level security;
alter table api_keys enable row level security;
alter table api_keys force row level security;
alter table outbox enable row level security;
alter table outbox force row level security;

create policy owner_all on tenants to gateway_owner using (true) with check (true);
create policy owner_all on api_keys to gateway_owner using (true) with check (true);
create policy owner_all on outbox to gateway_owner using (true) with check (true);

create policy api_tenant on tenants to gateway_api
  using (tenant_id = (select current_setting('mesh.tenant', true)))
  with check (tenant_id = (select current_setting('mesh.tenant', true)));
create policy api_tenant on api_keys to gateway_api
  using (tenant_id = (select current_setting('mesh.tenant', true)))
  with check (tenant_id = (select current_setting('mesh.tenant', true)));
create policy api_tenant on outbox for insert to gateway_api
  with check (tenant_id = (select current_setting('mesh.tenant', true)));

create policy engine_read on tenants for select to gateway_engine using (true);
create policy engine_batch on api_keys to gateway_engine
  using (true)
  with check (tenant_id = any (string_to_array(current_setting('mesh.tenants', true), ',')));
create policy engine_relay on outbox to gateway_engine
  using (true)
  with check (tenant_id = any (string_to_array(current_setting('mesh.tenants', true), ',')));

grant select, insert on tenants to gateway_api;
grant select, insert, update (revoked_at) on api_keys to gateway_api;
grant insert on outbox to gateway_api;

grant select on tenants to gateway_engine;
grant select (tenant_id, id, last_used_at), update (last_used_at) on api_keys to gateway_engine;
grant select, delete on outbox to gateway_engine;
