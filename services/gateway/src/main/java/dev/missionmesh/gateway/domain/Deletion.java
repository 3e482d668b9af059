package dev.missionmesh.gateway.domain;

import java.time.Instant;
import java.util.Map;

/**
 * How far the deletion of a tenant has come.
 *
 * @param tenant as it now is: deleting or deleted
 * @param since when that began
 * @param purged rows that each service removed which has told that it keeps nothing any more; empty
 *     once the tenant is deleted
 */
public record Deletion(Tenant tenant, Instant since, Map<String, Long> purged) {
  public Deletion {
    purged = Map.copyOf(purged);
  }
}
