package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;

/** The settings of tenants as they were at most two seconds ago, at no cost to a busy tenant. */
public interface SettingsOf {
  /** The tenant's settings if they are at hand; null if they have to be read. Never blocks. */
  TenantSettings atHand(TenantId tenant);

  /**
   * The tenant's settings, {@link TenantSettings#NONE} for one that does not exist. Fails with
   * {@link RecentReads.Unavailable}; whoever depends on a setting then lets nobody pass.
   */
  Uni<TenantSettings> tenant(TenantId tenant);
}
