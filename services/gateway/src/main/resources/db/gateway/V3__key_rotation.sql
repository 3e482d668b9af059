-- A key and its successor hold together for a while; the use of the old one is told.
alter table api_keys add column replaced_by text check (replaced_by ~ '^[0-9A-Za-z]{12}$');

grant update (expires_at, replaced_by) on api_keys to gateway_api;
grant select (replaced_by) on api_keys to gateway_engine;
grant insert on outbox to gateway_engine;
