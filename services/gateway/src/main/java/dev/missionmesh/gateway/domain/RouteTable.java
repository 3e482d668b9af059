package dev.missionmesh.gateway.domain;

import static dev.missionmesh.gateway.domain.BodyLimit.MISSION;
import static dev.missionmesh.gateway.domain.BodyLimit.MISSION_BATCH;
import static dev.missionmesh.gateway.domain.BodyLimit.SMALL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every path that the public door knows. What is not listed here does not exist outside. */
public final class RouteTable {
  private static final String VARIABLE = "{}";

  private static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private @Nullable Route route;
  }

  private final Node root = new Node();
  private final List<Route> routes = new ArrayList<>();

  /** The table of the API's first version. */
  public RouteTable() {
    owned(Owner.GATEWAY, SMALL, "/api/v1/capabilities", "GET");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenant", "GET");
    owned(Owner.GATEWAY, SMALL, "/api/v1/openapi.json", "GET");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenants", "GET", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenants/{}", "GET", "DELETE");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenants/{}/settings", "GET", "PUT");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenants/{}/suspend", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenants/{}/resume", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenants/{}/deletion", "GET");
    owned(Owner.GATEWAY, SMALL, "/api/v1/tenants/{}/exports", "POST");
    owned(Owner.MISSION, SMALL, "/api/v1/tenants/{}/missions", "GET");
    owned(Owner.GATEWAY, SMALL, "/api/v1/keys", "GET", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/keys/{}", "DELETE");
    owned(Owner.GATEWAY, SMALL, "/api/v1/keys/{}/rotate", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/secrets/rotations", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/webhooks", "GET", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/webhooks/{}", "GET", "PATCH", "DELETE");
    owned(Owner.GATEWAY, SMALL, "/api/v1/webhooks/{}/enable", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/webhooks/{}/rotate-secret", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/webhooks/{}/test", "POST");
    owned(Owner.GATEWAY, SMALL, "/api/v1/webhooks/{}/deliveries", "GET");
    owned(Owner.GATEWAY, SMALL, "/api/v1/webhooks/{}/deliveries/{}/replay", "POST");
    owned(Owner.MISSION, MISSION, "/api/v1/missions", "GET", "POST");
    owned(Owner.MISSION, MISSION_BATCH, "/api/v1/missions/batch", "POST");
    owned(Owner.MISSION, SMALL, "/api/v1/missions/{}", "GET");
    owned(Owner.MISSION, SMALL, "/api/v1/missions/{}/cancel", "POST");
    owned(Owner.MISSION, SMALL, "/api/v1/missions/{}/why", "GET");
    owned(Owner.MISSION, SMALL, "/api/v1/missions/{}/result", "GET");
    owned(Owner.MISSION, SMALL, "/api/v1/missions/{}/logs", "GET");
    stream(Owner.MISSION, "/api/v1/missions/{}/events");
    owned(Owner.MISSION, SMALL, "/api/v1/dead-letters", "GET");
    owned(Owner.MISSION, SMALL, "/api/v1/dead-letters/{}", "GET", "DELETE");
    owned(Owner.MISSION, SMALL, "/api/v1/dead-letters/{}/replay", "POST");
    owned(Owner.MISSION, SMALL, "/api/v1/nodes", "GET");
    owned(Owner.POLICY, BodyLimit.POLICY, "/api/v1/policies", "GET", "POST");
    owned(Owner.POLICY, SMALL, "/api/v1/policies/{}", "GET");
    owned(Owner.POLICY, SMALL, "/api/v1/policies/{}/activate", "POST");
    owned(Owner.TELEMETRY, SMALL, "/api/v1/audit/checkpoint", "GET");
    stream(Owner.TELEMETRY, "/api/v1/audit/export");
    owned(Owner.TELEMETRY, SMALL, "/api/v1/audit/key", "GET");
    owned(Owner.TELEMETRY, SMALL, "/api/v1/audit/missions/{}", "GET");
    owned(Owner.TELEMETRY, SMALL, "/api/v1/audit/erasures", "POST");
    owned(Owner.TELEMETRY, SMALL, "/api/v1/audit/erasures/{}", "GET");
    owned(Owner.TELEMETRY, SMALL, "/api/v1/alerts", "GET");
    owned(Owner.SEARCH_INDEXER, SMALL, "/api/v1/search", "GET");
    owned(Owner.SEARCH_INDEXER, SMALL, "/api/v1/search/documents", "GET");
    owned(Owner.SEARCH_INDEXER, SMALL, "/api/v1/search/rebuild", "GET", "POST");
  }

  /** A table of these routes. */
  public RouteTable(List<Route> routes) {
    routes.forEach(this::add);
  }

  private void owned(Owner owner, BodyLimit limit, String template, String... methods) {
    add(new Route(template, owner, Set.of(methods), limit, false));
  }

  private void stream(Owner owner, String template) {
    add(new Route(template, owner, Set.of("GET"), SMALL, true));
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : route.template().substring(1).split("/")) {
      node = node.next.computeIfAbsent(segment, ignored -> new Node());
    }
    node.route = route;
    routes.add(route);
  }

  /** All routes, in the order in which they are documented. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** The route of a canonical path; a spelled-out segment goes before a variable one. */
  public Optional<Route> find(String path) {
    Node node = root;
    int start = 1;
    while (start <= path.length()) {
      int end = path.indexOf('/', start);
      end = end < 0 ? path.length() : end;
      Node exact = node.next.get(path.substring(start, end));
      node = exact != null ? exact : node.next.get(VARIABLE);
      if (node == null) {
        return Optional.empty();
      }
      start = end + 1;
    }
    return Optional.ofNullable(node.route);
  }
}
