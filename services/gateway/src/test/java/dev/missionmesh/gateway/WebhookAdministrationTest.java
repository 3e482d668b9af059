package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.WebhookEvents;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class WebhookAdministrationTest extends AtTheReceiver {
  @Test
  void makesShowsChangesAndDeletes() {
    String url = receiver.url("/secret/path?token=abc");
    var made =
        post("acme", WEBHOOKS, body(url, "mission.finished"))
            .statusCode(201)
            .header("ETag", "\"1\"")
            .body("secret", startsWith("whsec_"), "state", equalTo("enabled"));
    String id = made.extract().path("id");
    String hook = WEBHOOKS + "/" + id;
    assertThat(made.extract().header("Location")).endsWith(hook);
    as("acme").get(WEBHOOKS).then().body("items.id", hasItem(id));
    as("acme")
        .get(hook)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("url", equalTo(url), "$", not(hasKey("secret")), "description", equalTo(""));

    patch(hook, "\"1\"", "{\"description\":\"ours\",\"eventTypes\":[\"key.rotated\",\"mission.denied\"]}")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("eventTypes", equalTo(List.of("key.rotated", "mission.denied")));
    patch(hook, "\"1\"", "{\"description\":\"theirs\"}").statusCode(412);
    as("acme").contentType("application/json").body("{}").patch(hook).then().statusCode(428);
    patch(hook, "\"2\"", "{\"enabled\":false}")
        .statusCode(200)
        .body("state", equalTo("disabled"), "disabledReason", equalTo("user"));
    patch(hook, "\"3\"", "{\"enabled\":false}").statusCode(200).header("ETag", "\"3\"");
    as("acme").header("If-Match", "\"2\"").delete(hook).then().statusCode(412);
    as("acme").header("If-Match", "\"3\"").delete(hook).then().statusCode(204);
    as("acme").get(hook).then().statusCode(404);

    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertThat(facts.of(EventTypes.WEBHOOK_DELETED, id)).hasSize(1));
    assertThat(facts.of(EventTypes.WEBHOOK_CHANGED, id)).hasSize(2);
    var fact = facts.of(EventTypes.WEBHOOK_CREATED, id).getFirst();
    assertThat(EventJson.read(fact.data(), WebhookEvents.Created.class).origin())
        .isEqualTo("http://127.0.0.1:" + receiver.port());
    assertThat(new String(fact.data())).doesNotContain("abc", "whsec_");
  }

  private static io.restassured.response.ValidatableResponse patch(
      String hook, String tag, String body) {
    return as("acme")
        .header("If-Match", tag)
        .contentType("application/json")
        .body(body)
        .patch(hook)
        .then();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                                        | /url",
        "{\"url\":\"https://a.example\",\"eventTypes\":[]}                         | /eventTypes",
        "{\"url\":\"https://a.example\",\"eventTypes\":[\"mission.exploded\"]}     | /eventTypes/0",
        "{\"url\":\"https://a.example\",\"eventTypes\":[null]}                     | /eventTypes/0",
        "{\"url\":\"ftp://a.example\",\"eventTypes\":[\"key.rotated\"]}            | /url",
        "{\"url\":\"https://nowhere.example\",\"eventTypes\":[\"key.rotated\"]}    | /url",
        "{\"url\":\"http://10.0.0.1\",\"eventTypes\":[\"key.rotated\"]}            | /url",
        "{\"url\":\"https://a.example\",\"eventTypes\":[\"key.rotated\"],\"x\":1}  | /x",
        "{\"url\":1,\"eventTypes\":[\"key.rotated\"]}                              | /url",
      })
  void namesWhatIsWrong(String body, String pointer) {
    post("acme", WEBHOOKS, body).statusCode(400).body("errors.pointer", hasItem(pointer));
  }

  @Test
  void refusesATooLongDescriptionAndOverlap() {
    String hook = WEBHOOKS + "/" + make("acme", receiver.url(path()), "key.rotated").get("id");
    patch(hook, "*", "{\"description\":\"" + "x".repeat(501) + "\"}")
        .statusCode(400)
        .body("errors.pointer", hasItem("/description"));
    post("acme", hook + "/rotate-secret", "{\"overlap\":\"P8D\"}")
        .statusCode(400)
        .body("errors.pointer", hasItem("/overlap"));
  }

  @Test
  void isNobodyElses() {
    String path = path();
    String id = make("acme", receiver.url(path), "mission.finished").getString("id");
    String hook = WEBHOOKS + "/" + id;
    String message = missionFinished("acme");
    awaitState("acme", id, message, "delivered");

    as("globex").get(hook).then().statusCode(404);
    as("globex").header("If-Match", "*").contentType("application/json").body("{}").patch(hook).then().statusCode(404);
    as("globex").delete(hook).then().statusCode(404);
    as("globex").get(hook + "/deliveries").then().statusCode(404);
    for (String action : List.of("/enable", "/test", "/rotate-secret", "/deliveries/" + message + "/replay")) {
      post("globex", hook + action, "").statusCode(404);
    }
    as("globex").get(WEBHOOKS).then().body("items.id", not(hasItem(id)));
    assertThat(receiver.at(path)).hasSize(1);
  }

  @Test
  void asksForItsScopes() {
    String reader = keyWith("webhooks:read");
    String id = make("acme", receiver.url(path()), "key.rotated").getString("id");
    withKey(reader).get(WEBHOOKS + "/" + id).then().statusCode(200);
    withKey(reader).delete(WEBHOOKS + "/" + id).then().statusCode(403);
    withKey(reader).post(WEBHOOKS + "/" + id + "/test").then().statusCode(403);
    withKey(keyWith("missions:read")).get(WEBHOOKS).then().statusCode(403);
  }

  private static String keyWith(String scope) {
    return post("acme", KEYS, "{\"name\":\"k\",\"scopes\":[\"" + scope + "\"]}").extract().path("key");
  }

  @Test
  void whatIsNoIdNamesNothing() {
    for (String id : List.of("x", "1", UUID.randomUUID().toString(), "00000000-0000-0000-0000-00000000000g")) {
      as("acme").get(WEBHOOKS + "/" + id).then().statusCode(404);
    }
    String id = make("acme", receiver.url(path()), "key.rotated").getString("id");
    post("acme", WEBHOOKS + "/" + id + "/deliveries/nope/replay", "").statusCode(404);
    post("acme", WEBHOOKS + "/" + id + "/deliveries/msg_" + "0".repeat(32) + "/replay", "").statusCode(404);
  }

  @Test
  void pagesTheLog() {
    String path = path();
    String id = make("acme", receiver.url(path), "mission.finished").getString("id");
    String log = WEBHOOKS + "/" + id + "/deliveries";
    List<String> sent = List.of(missionFinished("acme"), missionFinished("acme"), missionFinished("acme"));
    sent.forEach(message -> awaitState("acme", id, message, "delivered"));

    var first = as("acme").get(log + "?limit=2").then().statusCode(200).extract().jsonPath();
    assertThat(first.getList("items.messageId")).containsExactly(sent.get(2), sent.get(1));
    var second =
        as("acme").get(log + "?limit=2&cursor=" + first.getString("nextCursor")).then().extract().jsonPath();
    assertThat(second.getList("items.messageId")).containsExactly(sent.get(0));
    assertThat(second.getString("nextCursor")).isNull();
    for (String wrong : List.of("limit=0", "limit=201", "limit=x", "cursor=x", "state=lost", "colour=1")) {
      as("acme").get(log + "?" + wrong).then().statusCode(400);
    }
  }

  @Test
  void keepsToTheTenantsQuota() {
    post("system", TENANTS, "{\"id\":\"modest\"}").statusCode(201);
    String key =
        post("system", KEYS, "{\"name\":\"k\",\"tenant\":\"modest\",\"scopes\":[\"webhooks:write\"]}")
            .extract()
            .path("key");
    as("system")
        .header("If-Match", "*")
        .contentType("application/json")
        .body("{\"quotas\":{\"maxWebhooks\":1}}")
        .put(TENANTS + "/modest/settings")
        .then()
        .statusCode(200);
    for (int status : new int[] {201, 409}) {
      withKey(key)
          .contentType("application/json")
          .body(body(receiver.url(path()), "key.rotated"))
          .post(WEBHOOKS)
          .then()
          .statusCode(status);
    }
  }
}
