-- To be run once, as a superuser in the database of the mesh, after PostgreSQL was brought back to an earlier moment and before any
-- service starts, on a Kafka without the mesh's topics. mesh restore runs it by itself. In a cluster:
--   psql -v ON_ERROR_STOP=1 -1 -c "select set_config('mesh.restored_to', '2026-11-22T03:14:05Z', true)" -f after-restore.sql

-- Heads beyond the restored ones may have been signed and given out: no head is ever signed again under those names. An epoch is the
-- number of seconds since 2026 in UTC, so that two restores of one backup never share one. The log itself says what happened.
with closed as (
  select tenant_id, epoch, size, root from telemetry.audit_heads
), opened as (
  update telemetry.audit_heads h
  set epoch = greatest(h.epoch + 1, extract(epoch from clock_timestamp() - '2026-01-01 00:00:00+00')::integer)
  returning h.tenant_id, h.epoch
)
insert into telemetry.outbox (event_id, tenant_id, topic, record_key, type, subject, sequence, occurred_at, data)
select uuidv7(), tenant_id, 'mesh.audit', tenant_id || '/' || tenant_id, 'dev.missionmesh.telemetry.log-restored.v1', tenant_id,
  opened.epoch, now(), convert_to(json_strip_nulls(json_build_object(
    'epoch', opened.epoch, 'previousEpoch', closed.epoch, 'size', closed.size, 'root', encode(closed.root, 'hex'),
    'restoredTo', nullif(current_setting('mesh.restored_to', true), ''), 'principal', 'service:restore'))::text, 'UTF8')
from closed join opened using (tenant_id)
order by tenant_id;

-- Services read tenants and the policy in force from compacted topics: they are told as the database has them now.
insert into gateway.outbox (event_id, tenant_id, topic, record_key, type, subject, sequence, occurred_at, data)
select uuidv7(), tenant_id, 'mesh.tenancy.tenants', tenant_id, 'dev.missionmesh.tenancy.tenant-changed.v1', tenant_id, revision, now(),
  convert_to(json_build_object(
    'tenant', tenant_id, 'displayName', display_name, 'state', state,
    'changedAt', to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'principal', 'service:restore',
    'settings', settings::jsonb - 'cors'
      || case when settings::jsonb #> '{cors,origins}' is null then '{}'
         else jsonb_build_object('origins', settings::jsonb #> '{cors,origins}') end)::text, 'UTF8')
from gateway.tenants
order by tenant_id;

insert into policy.outbox (event_id, tenant_id, topic, record_key, type, subject, sequence, occurred_at, data)
select uuidv7(), a.tenant_id, 'mesh.policy.snapshots', 'global', 'dev.missionmesh.policy.snapshot.v1', 'global', a.sequence, now(),
  convert_to(json_build_object(
    'digest', s.digest, 'name', s.name, 'version', s.version, 'yaml', s.yaml,
    'publishedAt', to_char(v.activated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text, 'UTF8')
from policy.active_snapshots a
join policy.snapshots s on s.tenant_id = a.tenant_id and s.digest = a.digest
join policy.activations v on v.tenant_id = a.tenant_id and v.sequence = a.sequence;
