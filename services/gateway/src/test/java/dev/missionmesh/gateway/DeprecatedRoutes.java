package dev.missionmesh.gateway;

import dev.missionmesh.gateway.domain.BodyLimit;
import dev.missionmesh.gateway.domain.Deprecation;
import dev.missionmesh.gateway.domain.Owner;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.gateway.domain.RouteTable;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The real routes, and two that are on their way out. */
class DeprecatedRoutes {
  static final String GOING = "/api/v1/old-missions";
  static final String LEAVING = "/api/v1/older-missions";

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  RouteTable routes() {
    List<Route> routes = new ArrayList<>(new RouteTable().routes());
    Instant since = Instant.parse("2026-03-01T00:00:00Z");
    URI explained = URI.create("https://missionmesh.dev/deprecations/old-missions");
    Route old = new Route(GOING, Owner.MISSION, Set.of("GET"), BodyLimit.SMALL, false);
    Route older = new Route(LEAVING, Owner.MISSION, Set.of("GET"), BodyLimit.SMALL, false);
    routes.add(old.deprecated(new Deprecation(since, null, explained)));
    routes.add(
        older.deprecated(
            new Deprecation(since, Instant.parse("2027-03-01T10:00:00Z"), explained)));
    return new RouteTable(routes);
  }
}
