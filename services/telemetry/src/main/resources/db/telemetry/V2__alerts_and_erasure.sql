-- What the watcher counts, what it raised, what of that is still to be delivered; erasures of a subject's data; facts to publish.

-- Occurrences by second, as the facts themselves tell the time. Old ones are deleted when new ones come.
create table watch_windows (
  tenant_id   text        not null,
  rule        text        not null,
  target_kind text        not null,
  target      text        not null check (char_length(target) <= 200),
  at          timestamptz not null,
  count       bigint      not null check (count > 0),
  primary key (tenant_id, rule, target_kind, target, at)
);

create table alerts (
  tenant_id   text        not null,
  id          uuid        not null,
  rule        text        not null,
  target_kind text        not null,
  target      text        not null check (char_length(target) <= 200),
  state       text        not null check (state in ('open', 'resolved')),
  count       bigint      not null check (count > 0),
  threshold   bigint      not null check (threshold > 0),
  first_seen  timestamptz not null,
  last_seen   timestamptz not null,
  raised_at   timestamptz not null,
  resolved_at timestamptz,
  primary key (tenant_id, id),
  check ((state = 'resolved') = (resolved_at is not null))
);

-- One burst is one alert.
create unique index alerts_open on alerts (tenant_id, rule, target_kind, target) where state = 'open';

create table alert_deliveries (
  tenant_id text        not null,
  alert_id  uuid        not null,
  road      text        not null check (road in ('file', 'webhook')),
  attempts  integer     not null default 0 check (attempts >= 0),
  due_at    timestamptz not null,
  primary key (tenant_id, alert_id, road),
  foreign key (tenant_id, alert_id) references alerts (tenant_id, id) on delete cascade
);

-- subject is kept only while the erasure runs.
create table erasures (
  tenant_id    text        not null,
  id           uuid        not null,
  subject      text        check (char_length(subject) between 1 and 200),
  principal    text        not null,
  size         bigint      not null check (size >= 0),
  next_index   bigint      not null default 0 check (next_index >= 0),
  entries      bigint      not null default 0 check (entries >= 0),
  requested_at timestamptz not null,
  finished_at  timestamptz,
  primary key (tenant_id, id),
  check ((subject is null) = (finished_at is not null))
);

create unique index erasures_running on erasures (tenant_id, subject) where subject is not null;

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

do $$
declare
  name text;
begin
  foreach name in array array['watch_windows', 'alerts', 'alert_deliveries', 'erasures', 'outbox'] loop
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

-- The engine may take an entry's data away; it can never put other data there.
create policy erase_only on audit_entries as restrictive for update to telemetry_engine
  using (true) with check (salt is null and data is null);

grant update (salt, data) on audit_entries to telemetry_engine;
grant select on alerts, erasures to telemetry_api;
grant insert on erasures to telemetry_api;
grant select, insert, update, delete on watch_windows, alerts, alert_deliveries to telemetry_engine;
grant select, update on erasures to telemetry_engine;
grant select, insert, delete on outbox to telemetry_engine;
