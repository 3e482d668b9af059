-- What is set for a tenant, in the tenant's own row: one revision counts the changes of both. JSON without what is not set.
alter table tenants
  add column settings text not null default '{}'
    check (settings is json object with unique keys and octet_length(settings) <= 65536);

grant update (settings) on tenants to gateway_api;
