package dev.missionmesh.policy;

import static io.restassured.RestAssured.given;

import dev.missionmesh.testsupport.TestIssuer;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests as the gateway forwards them. */
final class Callers {
  static RequestSpecification administrator() {
    return caller("system", "policy:read policy:write");
  }

  static RequestSpecification reader(String tenant) {
    return caller(tenant, "policy:read");
  }

  static RequestSpecification caller(String tenant, String scopes) {
    return given().header("Authorization", "Bearer " + token(tenant, scopes));
  }

  private static String token(String tenant, String scopes) {
    String key = ConfigProvider.getConfig().getValue("test.gateway-key", String.class);
    return new TestIssuer("gateway", key).token("policy", tenant, "key:k1", scopes);
  }

  private Callers() {}
}
