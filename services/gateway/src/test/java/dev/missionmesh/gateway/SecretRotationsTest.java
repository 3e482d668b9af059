package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SecretRotationsTest extends AtTheDoor {
  private static final String PATH = "/api/v1/secrets/rotations";
  private static final String ONE = "{\"secrets\":[{\"name\":\"%s\",\"now\":\"%s\",\"oldUntil\":\"%s\"}]}";
  private static final String TIME = "2026-11-21T12:00:00Z";

  @Inject SentFacts facts;

  @Test
  void putsEachSecretOnTheSystemsRecord() {
    post("system", PATH, ONE.formatted("signing/gateway", "gateway-4fTq9ZbX1cVa", TIME)).statusCode(204);

    await().untilAsserted(() -> assertThat(facts.of(EventTypes.SECRET_ROTATED, "signing/gateway")).hasSize(1));
    var fact = facts.of(EventTypes.SECRET_ROTATED, "signing/gateway").getFirst();
    assertThat(fact.tenant()).isEqualTo(TenantId.SYSTEM);
    var told = EventJson.read(fact.data(), TenancyEvents.SecretRotated.class);
    assertThat(told.now()).isEqualTo("gateway-4fTq9ZbX1cVa");
    assertThat(told.oldUntil()).isEqualTo(Instant.parse(TIME));
    assertThat(told.principal()).startsWith("key:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signing | x | 2026-11-21T12:00:00Z | /secrets/0/name",
        "Signing/x | x | 2026-11-21T12:00:00Z | /secrets/0/name",
        "signing/x | has blanks | 2026-11-21T12:00:00Z | /secrets/0/now",
        "signing/x | x | soon | /secrets/0/oldUntil",
        "signing/x | x | +99999-01-01T00:00:00Z | /secrets/0/oldUntil",
      })
  void namesWhatIsWrong(String name, String now, String until, String pointer) {
    post("system", PATH, ONE.formatted(name, now, until)).statusCode(400).body("errors.pointer", hasItem(pointer));
  }

  @Test
  void takesNoEmptyOrEndlessRecord() {
    post("system", PATH, "{}").statusCode(400).body("errors.pointer", hasItem("/secrets"));
    post("system", PATH, "{\"secrets\":[]}").statusCode(400);
    post("system", PATH, "{\"secrets\":[null]}").statusCode(400).body("errors.pointer", hasItem("/secrets/0"));
    String many = "{},".repeat(100) + "{}";
    post("system", PATH, "{\"secrets\":[" + many + "]}").statusCode(400).body("errors.pointer", hasItem("/secrets"));
  }

  @Test
  void isForWhoeverRunsTheMesh() {
    post("acme", PATH, ONE.formatted("signing/gateway", "x", TIME)).statusCode(403);
  }

  @Test
  void tellsItsPublicKeysToItsNeighboursOnly() {
    given().get("/q/jwks").then().statusCode(200).body("keys.kid", hasItem("gateway-1")).body(not(containsString("\"d\"")));
    given().header("X-Forwarded-For", "203.0.113.7").get("/q/jwks").then().statusCode(404).body("status", equalTo(404));
  }
}
