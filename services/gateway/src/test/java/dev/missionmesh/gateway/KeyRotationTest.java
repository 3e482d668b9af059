package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class KeyRotationTest extends AtTheDoor {
  @Inject SentFacts facts;

  @Test
  void rotatesAKeyAndTellsWhoStillUsesTheOldOne() {
    var made =
        post("acme", KEYS, "{\"name\":\"ci\",\"scopes\":[\"missions:read\"]}").statusCode(201);
    String id = made.extract().path("id");
    String old = made.extract().path("key");

    var rotated =
        post("acme", KEYS + "/" + id + "/rotate", "{\"overlap\":\"PT4S\"}")
            .statusCode(201)
            .body("name", equalTo("ci"), "scopes", equalTo(List.of("missions:read")));
    String successor = rotated.extract().path("id");
    withKey(rotated.extract().path("key")).get(MISSIONS).then().statusCode(200);
    withKey(old).get(MISSIONS).then().statusCode(200);
    as("acme")
        .get(KEYS)
        .then()
        .body("items.find { it.id == '" + id + "' }.replacedBy", equalTo(successor));
    post("acme", KEYS + "/" + id + "/rotate", "{}").statusCode(409);

    await().untilAsserted(() -> assertThat(facts.of(EventTypes.ROTATED_KEY_USED, id)).isNotEmpty());
    var change =
        EventJson.read(
            facts.of(EventTypes.KEY_ROTATED, id).getFirst().data(), TenancyEvents.KeyRotated.class);
    assertThat(change.replacedBy()).isEqualTo(successor);
    await().untilAsserted(() -> withKey(old).get(MISSIONS).then().statusCode(401));
    assertThat(Instant.now()).isAfterOrEqualTo(change.endsAt());
    withKey(rotated.extract().path("key")).get(MISSIONS).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"overlap\":\"-PT1S\"} | /overlap",
        "{\"overlap\":\"P31D\"} | /overlap",
        "{\"overlap\":\"soon\"} | /overlap",
        "{\"expiresIn\":\"PT0S\"} | /expiresIn",
        "{\"colour\":1} | /colour",
      })
  void namesWhatIsWrongWithARotation(String body, String pointer) {
    String id =
        post("acme", KEYS, "{\"name\":\"x\",\"scopes\":[\"missions:read\"]}").extract().path("id");

    post("acme", KEYS + "/" + id + "/rotate", body)
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void rotatesNoKeyForThoseWhoLackWhatItGives() {
    String strong =
        post("acme", KEYS, "{\"name\":\"x\",\"scopes\":[\"missions:write\"]}").extract().path("id");
    String keeper =
        post("acme", KEYS, "{\"name\":\"k\",\"scopes\":[\"keys:admin\"]}").extract().path("key");

    withKey(keeper)
        .contentType("application/json")
        .body("{}")
        .post(KEYS + "/" + strong + "/rotate")
        .then()
        .statusCode(403);
    post("globex", KEYS + "/" + strong + "/rotate", "{}").statusCode(404);
    post("globex", KEYS + "/" + strong + "/rotate?tenant=acme", "{}").statusCode(403);
    post("acme", KEYS + "/nosuchkey123/rotate", "{}").statusCode(404);
  }
}
