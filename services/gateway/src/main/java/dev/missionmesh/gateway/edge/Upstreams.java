package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.config.MeshConfig;
import dev.missionmesh.gateway.domain.Owner;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The services of this mesh's profile. */
@Singleton
class Upstreams {
  private static final String MINIMAL = "minimal";
  private static final Set<Owner> BEYOND_MINIMAL = Set.of(Owner.TELEMETRY, Owner.SEARCH_INDEXER);

  private final Map<Owner, Upstream> present = new EnumMap<>(Owner.class);
  private final Map<String, Object> capabilities;

  Upstreams(Vertx vertx, MeshConfig mesh, GatewayConfig gateway) {
    List<Map<String, String>> services = new ArrayList<>();
    for (Owner owner : Owner.values()) {
      Optional<URI> url =
          address(mesh.services(), owner)
              .filter(u -> !mesh.profile().equals(MINIMAL) || !BEYOND_MINIMAL.contains(owner));
      url.ifPresent(u -> present.put(owner, new Upstream(vertx, owner, u, gateway.upstream())));
      boolean available = owner == Owner.GATEWAY || url.isPresent();
      services.add(Map.of("name", owner.serviceName(), "state", available ? "available" : "n/a"));
    }
    capabilities = Map.of("profile", mesh.profile(), "services", List.copyOf(services));
  }

  private static Optional<URI> address(MeshConfig.Services services, Owner owner) {
    return switch (owner) {
      case GATEWAY -> Optional.empty();
      case MISSION -> services.mission().url();
      case POLICY -> services.policy().url();
      case TELEMETRY -> services.telemetry().url();
      case SEARCH_INDEXER -> services.searchIndexer().url();
    };
  }

  /** The service; empty if this mesh runs without it. */
  Optional<Upstream> find(Owner owner) {
    return Optional.ofNullable(present.get(owner));
  }

  /** What this mesh can do: its profile, and each service as {@code available} or {@code n/a}. */
  Map<String, Object> capabilities() {
    return capabilities;
  }
}
