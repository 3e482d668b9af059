package dev.missionmesh.gateway.domain;

import java.util.Locale;

/** The services that answer public routes. */
public enum Owner {
  GATEWAY,
  MISSION,
  POLICY,
  TELEMETRY,
  SEARCH_INDEXER;

  /** The service's name, which is also the audience of its tokens. */
  public String serviceName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
