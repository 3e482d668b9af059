package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.gateway.domain.KeyText;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AdministrationTest extends AtTheDoor {
  @Inject SentFacts facts;

  @Test
  void registersTheBootstrapKeysAndTheirTenantsOnceAndTellsOfIt() {
    String id = KeyText.parse(key("acme")).orElseThrow().keyId();

    await().untilAsserted(() -> assertThat(facts.of(EventTypes.KEY_CREATED, id)).hasSize(1));
    assertThat(facts.of(EventTypes.TENANT_CHANGED, "acme")).hasSize(1);
    assertThat(facts.of(EventTypes.TENANT_CHANGED, "acme").getFirst().key()).isEqualTo("acme");
    as("system")
        .get(TENANTS)
        .then()
        .statusCode(200)
        .body("items.id", hasItems("system", "acme", "globex"));
  }

  @Test
  void foundsATenantWhoseFirstKeyItsKeeperMakes() {
    post("system", TENANTS, "{\"id\":\"initech\",\"displayName\":\"Initech\"}")
        .statusCode(201)
        .body(
            "id",
            equalTo("initech"),
            "displayName",
            equalTo("Initech"),
            "state",
            equalTo("active"));
    String key =
        post(
                "system",
                KEYS,
                "{\"name\":\"first\",\"tenant\":\"initech\",\"scopes\":[\"keys:admin\",\"missions:read\"]}")
            .statusCode(201)
            .body("tenant", equalTo("initech"), "expiresAt", notNullValue())
            .extract()
            .path("key");

    withKey(key).get(MISSIONS).then().statusCode(200);
    withKey(key).get(KEYS).then().statusCode(200).body("items", org.hamcrest.Matchers.hasSize(1));
    withKey(key).get(TENANTS).then().statusCode(403);
    await()
        .untilAsserted(() -> assertThat(facts.of(EventTypes.TENANT_CHANGED, "initech")).hasSize(1));
    var changed =
        EventJson.read(
            facts.of(EventTypes.TENANT_CHANGED, "initech").getFirst().data(),
            TenancyEvents.TenantChanged.class);
    assertThat(changed.displayName()).isEqualTo("Initech");
  }

  @Test
  void foundsNoTenantTwice() {
    post("system", TENANTS, "{\"id\":\"acme\"}")
        .statusCode(409)
        .body("type", equalTo("https://missionmesh.dev/problems/conflict"));
  }

  @Test
  void leavesTenantsToTheirKeeper() {
    as("acme").get(TENANTS).then().statusCode(403);
    post("acme", TENANTS, "{\"id\":\"mine\"}").statusCode(403);
  }

  @Test
  void showsAKeyOnceAndTellsOfItWithoutIt() {
    var made =
        post(
                "acme",
                KEYS,
                "{\"name\":\"ci\",\"scopes\":[\"missions:write\"],\"expiresIn\":\"P30D\"}")
            .statusCode(201);
    String id = made.extract().path("id");
    String text = made.extract().path("key");

    as("acme")
        .get(KEYS)
        .then()
        .body("items.id", hasItem(id))
        .body("items.key", everyItem(nullValue()));
    await().untilAsserted(() -> assertThat(facts.of(EventTypes.KEY_CREATED, id)).hasSize(1));
    assertThat(new String(facts.of(EventTypes.KEY_CREATED, id).getFirst().data()))
        .doesNotContain(text);
  }

  @Test
  void revokesForEverAndTellsOfItOnce() {
    var made =
        post("acme", KEYS, "{\"name\":\"old\",\"scopes\":[\"missions:read\"]}").statusCode(201);
    String id = made.extract().path("id");

    as("acme").delete(KEYS + "/" + id).then().statusCode(204);
    as("acme").delete(KEYS + "/" + id).then().statusCode(204);

    withKey(made.extract().path("key")).get(MISSIONS).then().statusCode(401);
    await().untilAsserted(() -> assertThat(facts.of(EventTypes.KEY_REVOKED, id)).hasSize(1));
  }

  @Test
  void keepsTheKeysOfOneTenantFromAnother() {
    String id =
        post("acme", KEYS, "{\"name\":\"own\",\"scopes\":[\"missions:read\"]}")
            .extract()
            .path("id");

    as("globex").get(KEYS).then().body("items.id", not(hasItem(id)));
    as("globex").delete(KEYS + "/" + id).then().statusCode(404);
    as("globex").delete(KEYS + "/" + id + "?tenant=acme").then().statusCode(403);
    as("globex").get(KEYS + "?tenant=acme").then().statusCode(403);
    post("globex", KEYS, "{\"name\":\"x\",\"tenant\":\"acme\",\"scopes\":[\"missions:read\"]}")
        .statusCode(403);
    as("system").get(KEYS + "?tenant=acme").then().statusCode(200).body("items.id", hasItem(id));
    as("system").delete(KEYS + "/" + id + "?tenant=acme").then().statusCode(204);
  }

  @Test
  void givesNoScopeThatItsGiverLacks() {
    String weak =
        post("acme", KEYS, "{\"name\":\"weak\",\"scopes\":[\"keys:admin\",\"missions:read\"]}")
            .extract()
            .path("key");

    withKey(weak)
        .contentType("application/json")
        .body("{\"name\":\"x\",\"scopes\":[\"missions:write\"]}")
        .post(KEYS)
        .then()
        .statusCode(403)
        .body("detail", equalTo("You cannot give what you lack: missions:write."));
    withKey(weak)
        .contentType("application/json")
        .body("{\"name\":\"x\",\"scopes\":[\"missions:read\"]}")
        .post(KEYS)
        .then()
        .statusCode(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\",\"scopes\":[\"tenants:admin\"]} | /scopes",
        "{\"name\":\"x\",\"scopes\":[\"node:work\"]} | /scopes",
        "{\"name\":\"x\",\"scopes\":[]} | /scopes",
        "{\"name\":\"\",\"scopes\":[\"missions:read\"]} | /name",
        "{\"name\":\"x\",\"scopes\":[\"missions:read\"],\"expiresIn\":\"-P1D\"} | /expiresIn",
        "{\"name\":\"x\",\"scopes\":[\"missions:read\"],\"expiresIn\":\"soon\"} | /expiresIn",
        "{\"name\":\"x\",\"scopes\":[\"missions:read\"],\"tenant\":\"No Tenant\"} | /tenant",
        "{\"name\":\"x\",\"scopes\":[\"missions:read\"],\"more\":1} | /more",
      })
  void refusesAKeyThatCannotBe(String body, String pointer) {
    post("acme", KEYS, body)
        .statusCode(400)
        .body("type", equalTo("https://missionmesh.dev/problems/invalid-request"))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void saysThatAForeignTenantDoesNotExistOnlyToTheKeeperOfTenants() {
    String body = "{\"name\":\"x\",\"tenant\":\"nowhere\",\"scopes\":[\"missions:read\"]}";

    post("system", KEYS, body).statusCode(404);
    post("acme", KEYS, body).statusCode(403);
  }

  @Test
  void answersMalformedJsonAndAnEmptyBodyAndAnotherTypeWithProblems() {
    post("acme", KEYS, "{")
        .statusCode(400)
        .body("type", equalTo("https://missionmesh.dev/problems/malformed-json"));
    as("acme")
        .contentType("application/json")
        .post(KEYS)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    as("acme")
        .contentType("text/plain")
        .body("x")
        .post(KEYS)
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
    as("acme")
        .contentType("application/json")
        .body("{\"name\":\"" + "x".repeat(70_000) + "\"}")
        .post(KEYS)
        .then()
        .statusCode(413);
  }
}
