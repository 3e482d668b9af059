package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.gateway.domain.KeyText;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class TenantSettingsTest extends AtTheDoor {
  private static final String PROBLEMS = "https://missionmesh.dev/problems/";

  @Inject SentFacts facts;

  @Test
  void replacesTheSettingsOfTheRevisionThatWasSeenAndTellsOfIt() {
    found("umbrella");
    String tag = tag("umbrella");
    String body =
        """
        {"limits":{"tenantPerMinute":600,"endpointsPerMinute":{"/api/v1/missions/{}":50}},
         "quotas":{"maxKeys":3},"branding":{"accentColour":"#0055aa"}}""";

    String next =
        put("umbrella", tag, body)
            .statusCode(200)
            .body("limits.tenantPerMinute", equalTo(600))
            .body("limits.keyPerMinute", nullValue())
            .extract()
            .header("ETag");

    assertThat(next).isNotEqualTo(tag);
    as("system")
        .get(of("umbrella"))
        .then()
        .statusCode(200)
        .header("ETag", next)
        .body("limits.endpointsPerMinute.'/api/v1/missions/{}'", equalTo(50))
        .body("quotas.maxKeys", equalTo(3));
    await()
        .untilAsserted(
            () -> assertThat(facts.of(EventTypes.TENANT_CHANGED, "umbrella")).hasSize(2));
    var event = facts.of(EventTypes.TENANT_CHANGED, "umbrella").getLast();
    var changed = EventJson.read(event.data(), TenancyEvents.TenantChanged.class);
    assertThat(event.sequence()).isEqualTo(2);
    assertThat(changed.settings().quotas().maxKeys()).isEqualTo(3);
    assertThat(changed.principal())
        .isEqualTo("key:" + KeyText.parse(key("system")).orElseThrow().keyId());
  }

  @Test
  void losesNoChangeThatTheCallerHasNotSeen() {
    found("wonka");
    String tag = tag("wonka");
    put("wonka", tag, "{}").statusCode(200).header("ETag", tag);
    put("wonka", tag, "{\"quotas\":{\"maxKeys\":3}}").statusCode(200);

    put("wonka", tag, "{}").statusCode(412).body("type", equalTo(PROBLEMS + "precondition-failed"));
    put("wonka", "W/" + tag("wonka"), "{}").statusCode(412);
    put("wonka", "2", "{}").statusCode(400).body("errors[0].header", equalTo("If-Match"));
    as("system")
        .contentType("application/json")
        .body("{}")
        .put(of("wonka"))
        .then()
        .statusCode(428)
        .body("type", equalTo(PROBLEMS + "precondition-required"));
    as("system").get(of("wonka")).then().body("quotas.maxKeys", equalTo(3));
    put("wonka", "\"x\", " + tag("wonka"), "{}").statusCode(200);
    put("wonka", "*", "{\"quotas\":{\"maxKeys\":4}}").statusCode(200);
  }

  @Test
  void takesBackWhatItShows() {
    found("tyrellcorp");
    String body =
        """
        {"limits":{"tenantPerMinute":600,"endpointsPerMinute":{"/api/v1/missions":5}},
         "quotas":{"maxWebhooks":0},"addresses":{"allow":["0.0.0.0/0","::/0"],"deny":["192.0.2.1/32"]},
         "cors":{"origins":["https://a.example"]},
         "branding":{"displayName":"T","accentColour":"#0055aa","logoUrl":"https://a.example/l.png"}}""";
    String tag = put("tyrellcorp", "*", body).statusCode(200).extract().header("ETag");

    String shown = as("system").get(of("tyrellcorp")).asString();

    put("tyrellcorp", tag, shown).statusCode(200).header("ETag", tag);
    assertThat(as("system").get(of("tyrellcorp")).asString()).isEqualTo(shown);
    for (String nothing : List.of("{}", "{\"addresses\":{},\"cors\":{}}")) {
      String empty = put("tyrellcorp", "*", nothing).statusCode(200).extract().asString();
      put("tyrellcorp", "*", empty).statusCode(200);
    }
  }

  @Test
  void sendsNothingToWhomHasItAlready() {
    found("cyberdyne");
    for (String path : List.of(of("cyberdyne"), TENANTS + "/cyberdyne", "/api/v1/tenant")) {
      String tag = as("system").get(path).then().statusCode(200).extract().header("ETag");
      assertThat(tag).matches("\"[0-9]+\"");
      as("system")
          .header("If-None-Match", tag)
          .get(path)
          .then()
          .statusCode(304)
          .header("ETag", tag)
          .body(equalTo(""));
      as("system").header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }
  }

  @Test
  void leavesSettingsToTheKeeperOfTenantsAndShowsEachItsOwn() {
    as("acme").get(of("acme")).then().statusCode(403);
    as("acme")
        .contentType("application/json")
        .header("If-Match", "*")
        .body("{}")
        .put(of("acme"))
        .then()
        .statusCode(403);
    as("acme").get(TENANTS + "/acme").then().statusCode(403);
    as("system").get(of("nowhere")).then().statusCode(404);
    put("nowhere", "*", "{}").statusCode(404);
    as("acme")
        .get("/api/v1/tenant")
        .then()
        .statusCode(200)
        .body("id", equalTo("acme"), "settings.quotas", notNullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limits\":{\"tenantPerMinute\":0}} | /limits/tenantPerMinute",
        "{\"limits\":{\"keyPerMinute\":10000001}} | /limits/keyPerMinute",
        "{\"limits\":{\"keyPerMinute\":\"9\"}} | /limits/keyPerMinute",
        "{\"limits\":{\"endpointsPerMinute\":{\"/x\":1}}} | /limits/endpointsPerMinute/~1x",
        "{\"limits\":{\"more\":1}} | /limits/more",
        "{\"quotas\":{\"maxKeys\":0}} | /quotas/maxKeys",
        "{\"quotas\":{\"maxWebhooks\":-1}} | /quotas/maxWebhooks",
        "{\"addresses\":{\"allow\":[\"10.0.0.1/8\"]}} | /addresses/allow/0",
        "{\"addresses\":{\"deny\":[\"10.0.0.0/8\",\"example.com\"]}} | /addresses/deny/1",
        "{\"addresses\":{\"deny\":[\"::ffff:10.0.0.0/104\"]}} | /addresses/deny/0",
        "{\"cors\":{\"origins\":[\"*\"]}} | /cors/origins/0",
        "{\"cors\":{\"origins\":[\"null\"]}} | /cors/origins/0",
        "{\"cors\":{\"origins\":[\"http://example.com\"]}} | /cors/origins/0",
        "{\"cors\":{\"origins\":[\"https://example.com/\"]}} | /cors/origins/0",
        "{\"cors\":{\"origins\":[\"https://example.com:443\"]}} | /cors/origins/0",
        "{\"branding\":{\"accentColour\":\"#ffff00\"}} | /branding/accentColour",
        "{\"branding\":{\"accentColour\":\"blue\"}} | /branding/accentColour",
        "{\"branding\":{\"displayName\":\" \"}} | /branding/displayName",
        "{\"branding\":{\"logoUrl\":\"http://example.com/a.png\"}} | /branding/logoUrl",
        "{\"unknown\":{}} | /unknown",
      })
  void refusesSettingsThatCannotBe(String body, String pointer) {
    put("acme", "*", body)
        .statusCode(400)
        .body("type", equalTo(PROBLEMS + "invalid-request"))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cors\":{\"origins\":[\"https://a.example.com:8443\",\"http://localhost:3000\"]}}",
        "{\"addresses\":{\"allow\":[\"0.0.0.0/0\",\"::/0\",\"2001:db8::/32\"],\"deny\":[]}}",
        "{\"limits\":null,\"quotas\":{\"maxKeys\":null}}",
      })
  void takesSettingsThatCanBe(String body) {
    put("globex", "*", body).statusCode(200);
  }

  private static void found(String tenant) {
    post("system", TENANTS, "{\"id\":\"" + tenant + "\"}").statusCode(201);
  }

  private static String of(String tenant) {
    return TENANTS + "/" + tenant + "/settings";
  }

  private static String tag(String tenant) {
    return as("system").get(of(tenant)).then().statusCode(200).extract().header("ETag");
  }

  private static ValidatableResponse put(String tenant, String tag, String body) {
    return as("system")
        .contentType("application/json")
        .header("If-Match", tag)
        .body(body)
        .put(of(tenant))
        .then();
  }
}
