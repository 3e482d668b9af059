package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;

/**
 * What the door has to know of a tenant.
 *
 * @param suspended true while its doors are shut
 */
public record KnownTenant(TenantId id, boolean suspended, TenantSettings settings) {}
