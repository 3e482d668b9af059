-- One row per making of the index anew. Rebuilds span all tenants, so the rows belong to the tenant "system".
create table rebuilds (
  tenant_id text not null,
  id uuid not null,
  state text not null check (state in ('running', 'done', 'interrupted')),
  reason text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  documents bigint check (documents >= 0),
  primary key (tenant_id, id)
);
create index rebuilds_by_time on rebuilds (tenant_id, requested_at desc);

alter table rebuilds enable row level security;
alter table rebuilds force row level security;
create policy api on rebuilds to search_api
  using (tenant_id = (select current_setting('mesh.tenant', true)))
  with check (tenant_id = (select current_setting('mesh.tenant', true)));
create policy owner on rebuilds to search_owner using (true) with check (true);
grant select, insert, update on rebuilds to search_api;
