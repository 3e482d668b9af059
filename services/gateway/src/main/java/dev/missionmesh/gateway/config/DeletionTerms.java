package dev.missionmesh.gateway.config;

import dev.missionmesh.gateway.application.PurgingServices;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/** Says whom a deletion has to wait for. */
class DeletionTerms {
  @Produces
  @Singleton
  PurgingServices services(MeshConfig mesh) {
    MeshConfig.Services all = mesh.services();
    Set<String> present = new HashSet<>();
    all.mission().url().ifPresent(u -> present.add("mission"));
    all.policy().url().ifPresent(u -> present.add("policy"));
    if (!mesh.profile().equals("minimal")) {
      all.telemetry().url().ifPresent(u -> present.add("telemetry"));
      all.searchIndexer().url().ifPresent(u -> present.add("search-indexer"));
    }
    return new PurgingServices(present);
  }
}
