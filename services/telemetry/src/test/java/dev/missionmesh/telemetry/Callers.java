package dev.missionmesh.telemetry;

import static io.restassured.RestAssured.given;

import dev.missionmesh.testsupport.TestIssuer;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests as the gateway forwards them. */
final class Callers {

  static RequestSpecification caller(String tenant, String scopes) {
    return given().header("Authorization", "Bearer " + token(tenant, scopes));
  }

  static RequestSpecification callerAs(String tenant, String subject, String scopes) {
    return given().header("Authorization", "Bearer " + token(tenant, subject, scopes));
  }

  private static String token(String tenant, String scopes) {
    return token(tenant, "key:k1", scopes);
  }

  private static String token(String tenant, String subject, String scopes) {
    String key = ConfigProvider.getConfig().getValue("test.gateway-key", String.class);
    return new TestIssuer("gateway", key).token("telemetry", tenant, subject, scopes);
  }

  private Callers() {}
}
