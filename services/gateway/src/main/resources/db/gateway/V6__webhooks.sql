-- Webhooks: where a tenant wants to be told, with what its messages are signed, what is told, and how the telling went.

create table webhooks (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id uuid not null,
  url text not null check (char_length(url) between 1 and 2048),
  description text not null check (char_length(description) <= 500),
  event_types text[] not null check (cardinality(event_types) between 1 and 100),
  disabled_reason text check (disabled_reason in ('user', 'gone', 'failing')), -- null = enabled
  failing_since timestamptz,
  revision bigint not null check (revision > 0),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id)
);

-- Sealed with AES-256-GCM under the gateway's key key_id: nonce, ciphertext, tag.
create table webhook_secrets (
  tenant_id text not null,
  webhook_id uuid not null,
  id uuid not null,
  key_id text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  ends_at timestamptz,
  primary key (tenant_id, webhook_id, id),
  foreign key (tenant_id, webhook_id) references webhooks (tenant_id, id) on delete cascade
);

-- The id is made from the event's id: the row is the inbox too.
create table webhook_messages (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id text not null check (id ~ '^msg_[0-9a-f]{32}$'),
  type text not null,
  occurred_at timestamptz not null,
  created_at timestamptz not null default now(),
  payload bytea not null,
  primary key (tenant_id, id)
);
create index webhook_messages_age on webhook_messages (created_at);

-- Pending: due at next_attempt_at. While a replica sends it, claim is its token and next_attempt_at the end of its lease.
create table webhook_deliveries (
  tenant_id text not null,
  webhook_id uuid not null,
  message_id text not null,
  state text not null check (state in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  tries integer not null default 0, -- attempts since it was last begun; a replay begins it again
  next_attempt_at timestamptz,
  claim uuid,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, webhook_id, message_id),
  foreign key (tenant_id, webhook_id) references webhooks (tenant_id, id) on delete cascade,
  foreign key (tenant_id, message_id) references webhook_messages (tenant_id, id) on delete cascade,
  check ((state = 'pending') = (next_attempt_at is not null))
);
create index webhook_deliveries_due on webhook_deliveries (tenant_id, webhook_id, next_attempt_at) where state = 'pending';
create index webhook_deliveries_newest on webhook_deliveries (tenant_id, webhook_id, created_at, message_id);
create index webhook_deliveries_message on webhook_deliveries (tenant_id, message_id);

create table webhook_attempts (
  tenant_id text not null,
  webhook_id uuid not null,
  message_id text not null,
  number integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  outcome text not null,
  response_status integer,
  response_excerpt text,
  primary key (tenant_id, webhook_id, message_id, number),
  foreign key (tenant_id, webhook_id, message_id)
    references webhook_deliveries (tenant_id, webhook_id, message_id) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['webhooks', 'webhook_secrets', 'webhook_messages', 'webhook_deliveries', 'webhook_attempts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to gateway_owner using (true) with check (true)', t);
    execute format(
      'create policy api_tenant on %I to gateway_api
         using (tenant_id = (select current_setting(''mesh.tenant'', true)))
         with check (tenant_id = (select current_setting(''mesh.tenant'', true)))', t);
    execute format(
      'create policy engine_batch on %I to gateway_engine
         using (true)
         with check (tenant_id = any (string_to_array(current_setting(''mesh.tenants'', true), '','')))', t);
  end loop;
end $$;

grant select, insert, delete,
  update (url, description, event_types, disabled_reason, failing_since, revision, changed_at) on webhooks to gateway_api;
grant select, insert, update (ends_at), delete on webhook_secrets to gateway_api;
grant select, insert on webhook_messages to gateway_api;
grant select, insert, update (state, tries, next_attempt_at, claim, ended_at) on webhook_deliveries to gateway_api;
grant select, insert on webhook_attempts to gateway_api;

grant select, update (disabled_reason, failing_since, revision, changed_at) on webhooks to gateway_engine;
grant select, update (key_id, sealed), delete on webhook_secrets to gateway_engine;
grant select, insert, delete on webhook_messages to gateway_engine;
grant select, insert, update (state, attempts, tries, next_attempt_at, claim, ended_at) on webhook_deliveries to gateway_engine;
grant select, insert on webhook_attempts to gateway_engine;

-- The first keys of a mesh hold what their tenant can hold.
update api_keys set scopes = scopes || array['webhooks:read', 'webhooks:write']
where name = 'bootstrap' and created_by = 'service:gateway' and not scopes @> array['webhooks:read'];
