package dev.missionmesh.gateway.application;

import java.util.Set;

/**
 * The other services of this mesh that keep something of tenants: each has to tell before a tenant
 * counts as deleted.
 */
public record PurgingServices(Set<String> names) {
  public PurgingServices {
    names = Set.copyOf(names);
  }
}
