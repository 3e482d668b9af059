package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.missionmesh.events.EventTypes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantSuspensionTest extends AtTheDoor {
  @Inject SentFacts facts;

  @Test
  void shutsTheDoorsOfASuspendedTenantAndOpensThemAgain() {
    post("system", TENANTS, "{\"id\":\"hooli\"}").statusCode(201);
    String key =
        post("system", KEYS, "{\"name\":\"a\",\"tenant\":\"hooli\",\"scopes\":[\"missions:read\"]}")
            .statusCode(201)
            .extract()
            .path("key");
    withKey(key).get(MISSIONS).then().statusCode(200);

    post("system", TENANTS + "/hooli/suspend", "{}")
        .statusCode(200)
        .body("state", equalTo("suspended"));
    post("system", TENANTS + "/hooli/suspend", "{}").statusCode(200);
    await().untilAsserted(() -> withKey(key).get(MISSIONS).then().statusCode(403));
    withKey(key)
        .get(MISSIONS)
        .then()
        .body("type", equalTo("https://missionmesh.dev/problems/tenant-suspended"));
    withKey(key.substring(0, key.length() - 1) + "x").get(MISSIONS).then().statusCode(401);

    post("system", TENANTS + "/hooli/resume", "{}")
        .statusCode(200)
        .body("state", equalTo("active"));
    await().untilAsserted(() -> withKey(key).get(MISSIONS).then().statusCode(200));
    await()
        .untilAsserted(
            () -> {
              var told = facts.of(EventTypes.TENANT_CHANGED, "hooli");
              assertThat(told).hasSize(3);
              assertThat(told.getLast().sequence()).isEqualTo(3);
            });
  }

  @Test
  void suspendsNeitherItselfNorAStranger() {
    post("system", TENANTS + "/system/suspend", "{}").statusCode(409);
    post("system", TENANTS + "/nobody/suspend", "{}").statusCode(404);
    post("system", TENANTS + "/NO_ID/suspend", "{}").statusCode(404);
    post("acme", TENANTS + "/globex/suspend", "{}").statusCode(403);
    post("acme", TENANTS + "/acme/suspend", "{}").statusCode(403);
  }
}
