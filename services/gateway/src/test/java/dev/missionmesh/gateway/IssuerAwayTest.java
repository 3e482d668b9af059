package dev.missionmesh.gateway;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without its issuer the door is never open to tokens that it does not know, and API keys work. */
@QuarkusTest
@TestProfile(WithIssuer.Away.class)
class IssuerAwayTest extends AtTheIssuer {
  @Override
  @BeforeEach
  void theIssuerAnswers() {
    control(new JsonObject().put("away", true));
  }

  @Test
  void answersUnavailableUntilTheIssuerCanBeAskedAndAgainWhenItIsGone() {
    unavailable(good());
    unavailable(good().signedBy(Jwt.newKey("attacker")));
    as("acme").get(MISSIONS).then().statusCode(200);

    control(new JsonObject().put("away", false));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> with(good()).get(MISSIONS).statusCode() == 200);

    control(new JsonObject().put("away", true));
    with(good()).get(MISSIONS).then().statusCode(200);
    unavailable(good().header("kid", "unknown"));
    unavailable(good().header("kid", "unknown too"));
    with(good()).get(MISSIONS).then().statusCode(200);
  }

  private static void unavailable(Jwt token) {
    with(token)
        .get(MISSIONS)
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("1"))
        .body("type", equalTo("https://missionmesh.dev/problems/unavailable"));
  }
}
