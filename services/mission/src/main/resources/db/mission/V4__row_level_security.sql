-- api: one tenant per transaction. engine: batches over tenants, but it writes only for those it has named. owner: backfills.
do $$
declare
  name text;
begin
  foreach name in array array['missions', 'attempts', 'transitions', 'idempotency', 'dead_letters', 'log_chunks', 'results', 'outbox'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy api on %I to mission_api
      using (tenant_id = (select current_setting('mesh.tenant', true)))
      with check (tenant_id = (select current_setting('mesh.tenant', true)))$p$, name);
    execute format($p$create policy engine on %I to mission_engine
      using (true)
      with check (tenant_id = any (string_to_array((select current_setting('mesh.tenants', true)), ',')))$p$, name);
    execute format('create policy owner on %I to mission_owner using (true) with check (true)', name);
  end loop;
end $$;

alter table nodes enable row level security;
alter table nodes force row level security;
create policy api on nodes to mission_api using (true) with check (true);
create policy engine on nodes for select to mission_engine using (true);
create policy owner on nodes to mission_owner using (true) with check (true);

grant select on missions, attempts, transitions, log_chunks, results, dead_letters, nodes to mission_api;
grant update (state, reason, ended_at, next_run_at, sequence, failures, lost_leases, cancel_requested, queued_at, due_at) on missions to mission_api;
grant insert on transitions, outbox to mission_api;
grant insert, update on nodes to mission_api;
grant delete on dead_letters to mission_api;

grant select, insert, update on missions, attempts to mission_engine;
grant select, insert on transitions, results, dead_letters to mission_engine;
grant select, insert, delete on idempotency, outbox to mission_engine;
grant select, insert, update (published) on log_chunks to mission_engine;
grant select on nodes to mission_engine;
