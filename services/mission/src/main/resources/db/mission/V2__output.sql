-- Results and log chunks: bytes, in daily partitions. The day is the UTC day on which the attempt started, so that
-- all chunks of an attempt share a partition and the keys are unique over all of them.
create table log_chunks (
  tenant_id  text        not null,
  mission_id uuid        not null,
  attempt    bigint      not null,
  chunk      integer     not null,
  day        date        not null,
  sequence   bigint      not null,
  stream     smallint    not null,              -- 1 stdout, 2 stderr
  at         timestamptz not null,
  data       bytea       not null,
  published  boolean     not null default false, -- the row is its own outbox
  primary key (tenant_id, mission_id, attempt, chunk, day)
) partition by range (day);
create index log_chunks_by_sequence on log_chunks (tenant_id, mission_id, sequence);
create index log_chunks_unpublished on log_chunks (tenant_id, mission_id, sequence) where not published;

create table results (
  tenant_id  text  not null,
  mission_id uuid  not null,
  attempt    bigint not null,
  day        date  not null,
  body       bytea not null,                    -- the canonical JSON whose hash the attempt carries
  primary key (tenant_id, mission_id, attempt, day)
) partition by range (day);

-- Makes the partitions of a day. Runs as the owner; partitions are never granted, so they cannot be read around the parent's policies.
create function ensure_day(wanted date) returns void
language plpgsql security definer set search_path = mission, pg_temp as $$
declare
  parent text;
begin
  perform pg_advisory_xact_lock(hashtext('mission.ensure_day'));
  foreach parent in array array['log_chunks', 'results'] loop
    if to_regclass(format('%s_%s', parent, to_char(wanted, 'YYYYMMDD'))) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)',
        format('%s_%s', parent, to_char(wanted, 'YYYYMMDD')), parent, wanted, wanted + 1);
    end if;
  end loop;
end $$;

-- Drops the partitions of all days before the given one; returns how many tables went.
create function drop_days_before(oldest date) returns integer
language plpgsql security definer set search_path = mission, pg_temp as $$
declare
  old regclass;
  dropped integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('mission.ensure_day'));
  for old in
    select i.inhrelid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent in ('log_chunks'::regclass, 'results'::regclass)
      and c.relkind = 'r' and right(c.relname, 8) < to_char(oldest, 'YYYYMMDD')
  loop
    execute format('drop table %s', old);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

revoke all on function ensure_day(date), drop_days_before(date) from public;
grant execute on function ensure_day(date), drop_days_before(date) to mission_engine;
