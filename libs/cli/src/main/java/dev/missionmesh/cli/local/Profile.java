package dev.missionmesh.cli.local;

import java.util.List;
import java.util.Locale;

/** Which services make up the mesh. */
public enum Profile {
  MINIMAL("gateway", "mission", "policy", "sandbox-runtime"),
  STANDARD("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer"),
  ENTERPRISE("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer");

  /** Every service there is. */
  static final List<String> ALL_SERVICES = STANDARD.services;

  private final List<String> services;

  Profile(String... services) {
    this.services = List.of(services);
  }

  List<String> services() {
    return services;
  }

  /** True when people log in with an OpenID issuer of the mesh's own. */
  boolean hasIssuer() {
    return this == ENTERPRISE;
  }

  /** The name in configuration and JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
