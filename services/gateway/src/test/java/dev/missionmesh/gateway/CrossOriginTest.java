package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CrossOriginTest extends AtTheDoor {
  private static final String EVERYWHERE = "https://portal.example.com";
  private static final String TENANTS_OWN = "https://app.stark.example";

  @Test
  void answersTheQuestionOfAPageThatMayCallWithoutAKey() {
    preflight(EVERYWHERE, "PUT", TENANTS + "/acme/settings")
        .statusCode(204)
        .header("Access-Control-Allow-Origin", EVERYWHERE)
        .header("Access-Control-Allow-Methods", "GET, PUT")
        .header("Access-Control-Allow-Headers", allOf(containsString("authorization"), containsString("if-match")))
        .header("Access-Control-Max-Age", "600")
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Vary", equalTo("origin"))
        .body(equalTo(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "*",
        "https://portal.example.com.evil.example",
        "https://sub.portal.example.com",
        "http://portal.example.com",
        "https://portal.example.com:8443",
        "https://PORTAL.example.com",
        "https://portal.example.com/"
      })
  void admitsNoOriginThatIsNotNamedExactly(String origin) {
    preflight(origin, "GET", MISSIONS)
        .statusCode(405)
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Access-Control-Allow-Methods", nullValue());
    as("acme")
        .header("Origin", origin)
        .get(MISSIONS)
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Vary", equalTo("origin"));
  }

  @Test
  void letsAPageOfTheMeshReadAnswersAndRefusals() {
    for (var asked : List.of(as("acme"), given())) {
      asked
          .header("Origin", EVERYWHERE)
          .get(MISSIONS)
          .then()
          .header("Access-Control-Allow-Origin", EVERYWHERE)
          .header("Access-Control-Expose-Headers", containsString("etag"))
          .header("Access-Control-Expose-Headers", not(containsString("*")))
          .header("Access-Control-Allow-Credentials", nullValue());
    }
  }

  @Test
  void letsAPageOfOneTenantReadThatTenantsAnswersOnly() {
    post("system", TENANTS, "{\"id\":\"stark\"}").statusCode(201);
    String key =
        post("system", KEYS, "{\"name\":\"a\",\"tenant\":\"stark\",\"scopes\":[\"missions:read\"]}")
            .extract()
            .path("key");
    preflight(TENANTS_OWN, "GET", MISSIONS).statusCode(405);

    as("system")
        .contentType("application/json")
        .header("If-Match", "*")
        .body("{\"cors\":{\"origins\":[\"" + TENANTS_OWN + "\"]}}")
        .put(TENANTS + "/stark/settings")
        .then()
        .statusCode(200);

    await()
        .untilAsserted(
            () ->
                preflight(TENANTS_OWN, "GET", MISSIONS)
                    .statusCode(204)
                    .header("Access-Control-Allow-Origin", TENANTS_OWN));
    await()
        .untilAsserted(
            () ->
                withKey(key)
                    .header("Origin", TENANTS_OWN)
                    .get(MISSIONS)
                    .then()
                    .header("Access-Control-Allow-Origin", TENANTS_OWN));
    as("acme")
        .header("Origin", TENANTS_OWN)
        .get(MISSIONS)
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", nullValue());
    given()
        .header("Origin", TENANTS_OWN)
        .get(MISSIONS)
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void answersNoQuestionAboutWhatIsNotThereAndNoOtherOptions() {
    preflight(EVERYWHERE, "GET", "/api/v1/nothing").statusCode(404);
    given().header("Origin", EVERYWHERE).options(MISSIONS).then().statusCode(405);
    given()
        .header("Access-Control-Request-Method", "GET")
        .options(MISSIONS)
        .then()
        .statusCode(405);
  }

  @Test
  void demandsTlsOfBrowsersOnlyWhereATrustedProxyHasSpokenIt() {
    String header = "Strict-Transport-Security";
    as("acme").get(MISSIONS).then().header(header, nullValue());
    as("acme").header("X-Forwarded-Proto", "http").get(MISSIONS).then().header(header, nullValue());
    as("acme")
        .header("X-Forwarded-Proto", "https")
        .get(MISSIONS)
        .then()
        .header(header, "max-age=31536000; includeSubDomains");
    as("acme")
        .header("X-Forwarded-Proto", "https, http")
        .get(MISSIONS)
        .then()
        .header(header, nullValue());
  }

  @Test
  void forbidsInlineScriptsOnEveryAnswer() {
    for (String path : List.of(MISSIONS, "/api/v1/nothing", "/api/v1/capabilities")) {
      as("acme")
          .get(path)
          .then()
          .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
  }

  private static ValidatableResponse preflight(String origin, String method, String path) {
    return given()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .header("Access-Control-Request-Headers", "authorization")
        .options(path)
        .then();
  }
}
