-- Suspending and resuming: nothing else of a tenant can be changed by the service.
grant update (state, revision, changed_at, display_name) on tenants to gateway_api;
