package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When keys were last used, gathered until someone writes it down. Lost at a crash, at most one
 * period's worth.
 */
public final class KeyUsage {
  /** A key and when it was last used. */
  public record Used(TenantId tenant, String keyId, Instant at) {}

  private record Name(TenantId tenant, String keyId) {}

  private final Map<Name, Instant> latest = new ConcurrentHashMap<>();

  void used(KnownKey key, Instant at) {
    latest.put(new Name(key.tenant(), key.id()), at);
  }

  /** Takes away what was gathered, ordered by tenant and key. */
  public List<Used> take() {
    List<Used> taken = new ArrayList<>();
    for (Name name : List.copyOf(latest.keySet())) {
      Instant at = latest.remove(name);
      if (at != null) {
        taken.add(new Used(name.tenant, name.keyId, at));
      }
    }
    taken.sort((a, b) -> order(a).compareTo(order(b)));
    return taken;
  }

  private static String order(Used used) {
    return used.tenant() + "_" + used.keyId();
  }
}
