-- Missions and what happened to them. States: 0 queued, 1 awaiting_approval, 2 running, 3 waiting_retry, 4 paused,
-- 5 succeeded, 6 failed, 7 cancelled, 8 dead_lettered. Small integers, because comparing enums is not leakproof and
-- row-level security would then keep plain indexes from being used.
create table missions (
  tenant_id         text        not null,
  id                uuid        not null,
  state             smallint    not null check (state between 0 and 8),
  reason            text,
  name              text,
  executor          text        not null,
  principal         text        not null,
  labels            jsonb       not null,
  priority          smallint    not null,
  zone              text        not null,
  risk_tier         text        not null,
  capabilities      text[]      not null,
  spec              text        not null,          -- JSON for the node: executor, command, script, env, stdin
  spec_sha256       text        not null,
  timeout_ms        integer     not null,
  max_attempts      smallint    not null,
  backoff_ms        integer     not null,
  max_backoff_ms    integer     not null,
  cpu_millis        integer     not null,
  memory_bytes      bigint      not null,
  disk_bytes        bigint      not null,
  policy_snapshot   text        not null,
  policy_decision   text        not null,
  policy_rule       text        not null,
  traceparent       text,
  queued_at         timestamptz not null,
  due_at            timestamptz not null,          -- queued_at - priority minutes, fixed at insert: priority and ageing in one
  next_run_at       timestamptz,
  started_at        timestamptz,                   -- of the latest attempt
  ended_at          timestamptz,
  sequence          bigint      not null default 1, -- of the latest state change or log chunk; without holes
  failures          smallint    not null default 0,
  lost_leases       smallint    not null default 0,
  lease_token       bigint      not null default 0, -- counter of leases = number of the latest attempt
  lease_key         bytea,
  lease_node        text,
  lease_expires_at  timestamptz,
  cancel_requested  boolean     not null default false,
  log_bytes         bigint      not null default 0, -- of the latest attempt
  primary key (tenant_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

create index missions_queued on missions (tenant_id, due_at, id) where state = 0;
create index missions_waiting_retry on missions (tenant_id, next_run_at) where state = 3;
create index missions_running on missions (lease_node) where state = 2;

-- One row a lease. `number` is the fencing token. The sequence numbers place start and end among the log chunks.
create table attempts (
  tenant_id       text        not null,
  mission_id      uuid        not null,
  number          bigint      not null,
  node            text        not null,
  started_seq     bigint      not null,
  started_at      timestamptz not null,
  ended_seq       bigint,
  ended_at        timestamptz,
  end_state       smallint,
  outcome         text,
  exit_code       integer,
  reason          text,
  result_sha256   text,
  truncated       boolean,
  log_chunks      integer,
  duration_ms     bigint,
  backend         text,
  degraded        boolean,
  degraded_reason text,
  primary key (tenant_id, mission_id, number)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- State changes that belong to no attempt: cancelled while waiting, replayed, denied at lease, discarded. Rare.
create table transitions (
  tenant_id  text        not null,
  mission_id uuid        not null,
  sequence   bigint      not null,
  state      smallint    not null,
  reason     text,
  at         timestamptz not null,
  primary key (tenant_id, mission_id, sequence)
);

create table idempotency (
  tenant_id   text        not null,
  key         text        not null,
  body_sha256 text        not null,
  answer      bytea       not null,
  created_at  timestamptz not null,
  primary key (tenant_id, key)
);
create index idempotency_age on idempotency using brin (created_at);

create table dead_letters (
  tenant_id  text        not null,
  mission_id uuid        not null,
  name       text,
  reason     text        not null,
  attempts   integer     not null,
  dead_since timestamptz not null,
  primary key (tenant_id, mission_id)
);
