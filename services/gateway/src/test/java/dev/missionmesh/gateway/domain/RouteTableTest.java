package dev.missionmesh.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private final RouteTable table = new RouteTable();

  @ParameterizedTest
  @CsvSource({
    "/api/v1/missions, MISSION, /api/v1/missions",
    "/api/v1/missions/batch, MISSION, /api/v1/missions/batch",
    "/api/v1/missions/0198, MISSION, /api/v1/missions/{}",
    "/api/v1/missions/0198/events, MISSION, /api/v1/missions/{}/events",
    "/api/v1/policies/sha256:ab, POLICY, /api/v1/policies/{}",
    "/api/v1/audit/export, TELEMETRY, /api/v1/audit/export",
    "/api/v1/search, SEARCH_INDEXER, /api/v1/search",
    "/api/v1/keys/x, GATEWAY, /api/v1/keys/{}",
  })
  void findsTheOwner(String path, Owner owner, String template) {
    Route route = table.find(path).orElseThrow();

    assertThat(route.owner()).isEqualTo(owner);
    assertThat(route.template()).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource({"/", "/api", "/api/v1", "/api/v1/missions/a/b", "/internal/v1/nodes", "/q/metrics"})
  void knowsNothingElse(String path) {
    assertThat(table.find(path)).isEmpty();
  }

  @Test
  void namesNoRouteInside() {
    assertThat(table.routes()).allMatch(route -> route.template().startsWith("/api/v1/"));
  }
}
