package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.events.AuditEvents.AuthenticationFailed;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FailureReportsTest extends AtTheDoor {
  @Inject SentFacts facts;

  @Test
  void tellsOfThirtyRefusalsInAFewFactsOfTheSystem() {
    KeyText stranger = KeyText.generate(new TenantId("acme"), new SecureRandom());
    for (int i = 0; i < 30; i++) {
      withKey(stranger.reveal()).get(MISSIONS).then().statusCode(401);
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(sum(about(stranger.keyId()))).isEqualTo(30));
    List<OutgoingEvent> told = about(stranger.keyId());
    assertThat(told).hasSizeLessThan(20);
    assertThat(told)
        .allSatisfy(
            fact -> {
              assertThat(fact.tenant()).isEqualTo(TenantId.SYSTEM);
              assertThat(data(fact).claimedTenant()).isEqualTo("acme");
              assertThat(data(fact).address()).isEqualTo("127.0.0.1");
              assertThat(new String(fact.data())).doesNotContain(stranger.reveal());
            });
  }

  @Test
  void tellsOfAnExpiredKeyAndWritesNothingIntoItsTenantsLog() {
    var made =
        post("globex", KEYS, "{\"name\":\"s\",\"scopes\":[\"missions:read\"],\"expiresIn\":\"PT1S\"}");
    String key = made.statusCode(201).extract().path("key");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> withKey(key).get(MISSIONS).then().statusCode(401));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(about(made.extract().path("id")))
                    .isNotEmpty()
                    .allMatch(fact -> fact.tenant().equals(TenantId.SYSTEM))
                    .allMatch(fact -> data(fact).claimedTenant().equals("globex")));
  }

  @Test
  void saysNothingOfWhoIsLetIn() {
    given().header("Authorization", "Bearer " + key("globex")).get(MISSIONS).then().statusCode(200);
    assertThat(about(KeyText.parse(key("globex")).orElseThrow().keyId())).isEmpty();
  }

  private List<OutgoingEvent> about(String keyId) {
    return facts.of(EventTypes.AUTHENTICATION_FAILED, "authentication").stream()
        .filter(fact -> keyId.equals(data(fact).claimedKey()))
        .toList();
  }

  private static long sum(List<OutgoingEvent> facts) {
    return facts.stream().mapToLong(fact -> data(fact).count()).sum();
  }

  private static AuthenticationFailed data(OutgoingEvent fact) {
    return EventJson.read(fact.data(), AuthenticationFailed.class);
  }
}
