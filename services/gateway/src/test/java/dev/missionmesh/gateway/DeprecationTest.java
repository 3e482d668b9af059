package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.nullValue;

import dev.missionmesh.gateway.domain.Deprecation;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeprecationTest extends AtTheDoor {
  private static final String LINK =
      "<https://missionmesh.dev/deprecations/old-missions>; rel=\"deprecation\"";

  @Test
  void saysSinceWhenAPathIsDeprecatedAndWhatTakesItsPlace() {
    as("acme")
        .get(DeprecatedRoutes.GOING)
        .then()
        .statusCode(200)
        .header("Deprecation", "@1772323200")
        .header("Link", LINK)
        .header("Sunset", nullValue());
  }

  @Test
  void saysWhenItWillBeGoneOnRefusalsToo() {
    withKey("nonsense")
        .get(DeprecatedRoutes.LEAVING)
        .then()
        .statusCode(401)
        .header("Deprecation", "@1772323200")
        .header("Sunset", "Mon, 01 Mar 2027 10:00:00 GMT");
  }

  @Test
  void saysNothingOfPathsThatStay() {
    as("acme")
        .get(MISSIONS)
        .then()
        .statusCode(200)
        .header("Deprecation", nullValue())
        .header("Sunset", nullValue())
        .header("Link", nullValue());
  }

  @Test
  void nothingIsGoneBeforeItIsDeprecated() {
    Instant since = Instant.parse("2026-03-01T00:00:00Z");

    assertThatThrownBy(
            () -> new Deprecation(since, since.minusSeconds(1), URI.create("https://example.com")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
