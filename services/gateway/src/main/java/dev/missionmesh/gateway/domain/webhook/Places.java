package dev.missionmesh.gateway.domain.webhook;

import dev.missionmesh.tenancy.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How many attempts may be under way at once: altogether, for a tenant and for a webhook, so that
 * none starves the others. Used on one thread.
 */
public final class Places {
  private final int all;
  private final int perTenant;
  private final int perWebhook;
  private final Circuits circuits;
  private final Map<TenantId, Integer> tenants = new HashMap<>();
  private final Map<UUID, Integer> webhooks = new HashMap<>();
  private int taken;

  public Places(int all, int perTenant, int perWebhook, Circuits circuits) {
    if (perWebhook < 1 || perTenant < perWebhook || all < perTenant) {
      throw new IllegalArgumentException(
          "needed is 1 <= per webhook <= per tenant <= all, was %d, %d, %d"
              .formatted(perWebhook, perTenant, all));
    }
    this.all = all;
    this.perTenant = perTenant;
    this.perWebhook = perWebhook;
    this.circuits = circuits;
  }

  public int free() {
    return all - taken;
  }

  public int taken() {
    return taken;
  }

  /** Takes a place if one is free. */
  public boolean take(TenantId tenant, UUID webhook) {
    int usual = circuits.places(webhook, perWebhook);
    if (taken >= all
        || tenants.getOrDefault(tenant, 0) >= perTenant
        || webhooks.getOrDefault(webhook, 0) >= usual) {
      return false;
    }
    taken++;
    tenants.merge(tenant, 1, Integer::sum);
    webhooks.merge(webhook, 1, Integer::sum);
    return true;
  }

  /** Gives back a place that was taken. */
  public void giveBack(TenantId tenant, UUID webhook) {
    taken--;
    tenants.computeIfPresent(tenant, (id, n) -> n == 1 ? null : n - 1);
    webhooks.computeIfPresent(webhook, (id, n) -> n == 1 ? null : n - 1);
  }

  /** Webhooks that can take nothing more now. */
  public Set<UUID> fullWebhooks() {
    Set<UUID> full = new HashSet<>(circuits.open());
    webhooks.forEach(
        (id, n) -> {
          if (n >= circuits.places(id, perWebhook)) {
            full.add(id);
          }
        });
    return full;
  }

  /** Tenants that can take nothing more now. */
  public Set<TenantId> fullTenants() {
    Set<TenantId> full = new HashSet<>();
    tenants.forEach(
        (id, n) -> {
          if (n >= perTenant) {
            full.add(id);
          }
        });
    return full;
  }
}
