-- Nodes are the mesh's, not a tenant's: they have no tenant_id, and their events go to the tenant `system`.
create table nodes (
  id              text        primary key,
  state           text        not null,
  slots           integer     not null,
  build_id        text        not null,
  backend         text        not null,
  degraded        boolean     not null,
  degraded_reason text,
  executors       text        not null,         -- separated by commas
  capability_hash text        not null,
  drifted         boolean     not null default false,
  registered_at   timestamptz not null,
  last_seen_at    timestamptz not null,
  sequence        bigint      not null default 0
);

create table outbox (
  id          bigint generated always as identity primary key,
  event_id    uuid        not null,
  tenant_id   text        not null,
  topic       text        not null,
  record_key  text        not null,
  type        text        not null,
  subject     text        not null,
  sequence    bigint      not null,
  occurred_at timestamptz not null,
  traceparent text,
  data        bytea
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
