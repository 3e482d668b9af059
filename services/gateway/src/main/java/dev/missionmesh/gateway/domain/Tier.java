package dev.missionmesh.gateway.domain;

import java.util.Locale;

/** Who is counted together when requests are limited. */
public enum Tier {
  /** Everything that comes from one address, with a good key, a bad one or none. */
  ADDRESS,
  /** The requests of one key, or of one person whatever token he bears. */
  KEY,
  /** The requests of one tenant to one route. */
  ENDPOINT,
  /** The requests of one tenant; those of its administrators apart from the others. */
  TENANT;

  /** The name that clients and metrics see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
