-- Tenants whose missions are not to start, as the gateway last told; a newer revision replaces an older one.
create table tenant_doors (
  tenant_id text    not null primary key,
  revision  bigint  not null check (revision > 0),
  shut      boolean not null
);

alter table tenant_doors enable row level security;
alter table tenant_doors force row level security;
create policy api on tenant_doors to mission_api
  using (tenant_id = (select current_setting('mesh.tenant', true)))
  with check (tenant_id = (select current_setting('mesh.tenant', true)));
create policy engine on tenant_doors to mission_engine
  using (true)
  with check (tenant_id = any (string_to_array((select current_setting('mesh.tenants', true)), ',')));
create policy owner on tenant_doors to mission_owner using (true) with check (true);

grant select, insert, update on tenant_doors to mission_engine;
