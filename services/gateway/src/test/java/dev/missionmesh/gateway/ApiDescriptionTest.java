package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.missionmesh.gateway.domain.RouteTable;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiDescriptionTest extends AtTheDoor {
  private static final String DOCUMENT = "/api/v1/openapi.json";

  @Test
  void whoeverHasAKeyMayReadTheDocument() {
    as("acme")
        .get(DOCUMENT)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("openapi", equalTo("3.1.0"));
  }

  @Test
  void withoutAKeyItIsNotShown() {
    given().get(DOCUMENT).then().statusCode(401);
  }

  @Test
  void describesEveryRouteAndNothingElse() {
    Map<String, Map<String, Object>> paths = as("acme").get(DOCUMENT).path("paths");
    Set<String> described = new HashSet<>();
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) ->
                    described.add(
                        method.toUpperCase(Locale.ROOT)
                            + " "
                            + path.replaceAll("\\{[^}]*}", "{}")
                            + " "
                            + ((Map<?, ?>) operation).get("x-owner"))));

    List<String> routed =
        new RouteTable()
            .routes().stream()
                .flatMap(
                    r ->
                        r.methods().stream()
                            .map(m -> m + " " + r.template() + " " + r.owner().serviceName()))
                .toList();

    assertThat(described).containsExactlyInAnyOrderElementsOf(routed);
  }
}
